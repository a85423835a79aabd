/**
 * The one error class of the house. `code` is stable (tests and logs rely on it), `message` says what to do next,
 * `retryAfterMs` is set when trying again later makes sense. Expected outcomes are values, never this.
 */
export class PasserelleError extends Error {
  readonly code: string
  readonly retryAfterMs: number | undefined

  constructor(code: string, message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'PasserelleError'
    this.code = code
    this.retryAfterMs = options.retryAfterMs
  }
}
