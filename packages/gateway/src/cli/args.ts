/** Parses the command line. */
import { parseArgs } from 'node:util';
import { type Command, isCommand } from './help.js';
import { UsageError } from './io.js';

export interface Options {
  readonly positionals: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly key: boolean;
  readonly workstation: boolean;
  readonly institution?: string | undefined;
  readonly branch?: string | undefined;
  readonly origin?: readonly string[] | undefined;
  readonly rate?: string | undefined;
  readonly month?: string | undefined;
  readonly format?: string | undefined;
  readonly output?: string | undefined;
}

type Flag = Exclude<keyof Options, 'positionals'>;

const COMMON: readonly Flag[] = ['json', 'help', 'version'];
/** Flags of each command, besides the common ones. */
const ALLOWED: Readonly<Record<Command, readonly Flag[]>> = {
  serve: [],
  enrol: ['key', 'workstation', 'institution', 'branch', 'origin', 'rate'],
  revoke: ['key', 'workstation'],
  list: [],
  rotate: [],
  counts: ['month', 'institution', 'format', 'output'],
  'check-config': [],
};
const COMMANDS_WITH_NAME: readonly Command[] = ['enrol', 'revoke'];

export interface ParsedArgs {
  readonly command: Command;
  /** True if the command was given, false if `serve` was assumed. */
  readonly named: boolean;
  readonly options: Options;
}

/** @throws {UsageError} */
export function readArgs(argv: readonly string[]): ParsedArgs {
  const { values, positionals } = parse(argv);
  const [first, ...rest] = positionals;
  if (first !== undefined && !isCommand(first))
    throw new UsageError(`Unknown command ${JSON.stringify(first)}.`);
  const command = first ?? 'serve';
  const options: Options = {
    ...values,
    json: values.json === true,
    help: values.help === true,
    version: values.version === true,
    key: values.key === true,
    workstation: values.workstation === true,
    positionals: rest,
  };
  if (!options.help && !options.version) {
    const unexpected = Object.keys(values).find(
      (flag) => ![...COMMON, ...ALLOWED[command]].includes(flag as Flag),
    );
    if (unexpected !== undefined)
      throw new UsageError(`cid-gateway ${command} has no option --${unexpected}.`);
    if (rest.length > 0 && !COMMANDS_WITH_NAME.includes(command))
      throw new UsageError(`cid-gateway ${command} takes no argument ${JSON.stringify(rest[0])}.`);
  }
  return { command, named: first !== undefined, options };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
        key: { type: 'boolean' },
        workstation: { type: 'boolean' },
        institution: { type: 'string' },
        branch: { type: 'string' },
        origin: { type: 'string', multiple: true },
        rate: { type: 'string' },
        month: { type: 'string' },
        format: { type: 'string' },
        output: { type: 'string' },
      },
    });
  } catch (error) {
    // Node's message names the flag: «Unknown option '--x'».
    const [words = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw new UsageError(`${words}.`);
  }
}
