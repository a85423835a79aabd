import { serveJobs } from '../serve-jobs.ts'
import { readPhotos } from './read-photos.ts'
import { openReader, type Reader } from './read-picture.ts'

/** The process that reads photos: `open-media.ts` starts it. A job without files only shows that it can. */
let reader: Promise<Reader> | null = null

serveJobs(async (files: Uint8Array[]) => {
  reader ??= openReader()
  return readPhotos(await reader, files)
})
