import { PasserelleError } from '../store/passerelle-error.ts'

const commands: Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>> = {
  start: () => import('./commands/start.ts'),
  demo: () => import('./commands/demo.ts'),
  chat: () => import('./commands/chat.ts'),
  understand: () => import('./commands/understand.ts'),
  doctor: () => import('./commands/doctor.ts'),
  move: () => import('./commands/move.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  network: () => import('./commands/network.ts'),
  'check-content': () => import('./commands/check-content.ts'),
  'content-table': () => import('./commands/content-table.ts'),
}

/** One line says what is wrong and what to do; a stack trace is for a fault of ours only. */
export async function runCommand([name = 'start', ...args]: string[]): Promise<void> {
  const command = commands[name]
  if (!command) {
    console.error(`Unknown command: ${name}. Commands: ${Object.keys(commands).join(', ')}.`)
    process.exitCode = 2
    return
  }
  try {
    await (await command()).run(args)
  } catch (error) {
    process.exitCode = 1
    if (error instanceof PasserelleError) console.error(`${error.message} [${error.code}]`)
    else console.error(error)
    process.exit()
  }
}
