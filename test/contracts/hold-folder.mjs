// A second process for the tests of the folder's lock: takes the folder, says so, and keeps it until it is killed.
import { pathToFileURL } from 'node:url'

const [, , lockModule, folder] = process.argv
const { lockFolder } = await import(pathToFileURL(lockModule).href)
await lockFolder(folder)
process.stdout.write('held\n')
setInterval(() => {}, 60_000)
