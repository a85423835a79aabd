/** One line of `npm run doctor`. `says` tells what is so, and what to do when it should not be. */
export interface Check {
  name: string
  state: 'ok' | 'notice' | 'broken'
  says: string
}

export const check = (name: string, state: Check['state'], says: string): Check => ({ name, state, says })
