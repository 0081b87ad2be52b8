import { environment } from '../config.ts'
import { commandLine } from './command-line.ts'

const { stdout, stderr, stdin, argv } = process
process.exitCode = await commandLine(argv.slice(2), { out: stdout, err: stderr, input: stdin, env: environment })
