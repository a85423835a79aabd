/** Where Microsoft's channels are answered; an activity that names another host could send our answers, and our token, anywhere. */
const MICROSOFT = [
  'botframework.com',
  'botframework.azure.us',
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
]

/** `others`: hosts the operator adds (a test, a sovereign cloud), with their port; these may be plain http. */
export function isTrustedService(serviceUrl: string, others: string[]): boolean {
  if (!URL.canParse(serviceUrl)) return false
  const { host, hostname, protocol, username } = new URL(serviceUrl)
  if (username !== '') return false
  if (others.includes(host)) return true
  return protocol === 'https:' && MICROSOFT.some((name) => hostname === name || hostname.endsWith(`.${name}`))
}
