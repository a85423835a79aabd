// The one file an old Node can read: it says what to do instead of a stack trace.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 21)) {
  console.error(
    `Passerelle needs Node 24.21 or later (this is ${process.versions.node}). Run « npm ci » then « npm start »: npm brings the right Node.`,
  )
  process.exit(1)
}
const { runCommand } = await import('./run-command.ts')
await runCommand(process.argv.slice(2))
