/** The command line. */
import { parseArgs } from 'node:util';
import { isCommand } from './help.js';
import { UsageError } from './io.js';
const COMMON = ['json', 'help', 'version'];
/** What each command understands beside the common flags. */
const ALLOWED = {
    serve: [],
    enrol: ['key', 'workstation', 'institution', 'branch', 'origin', 'rate'],
    revoke: ['key', 'workstation'],
    list: [],
    rotate: [],
    counts: ['month', 'institution', 'format', 'output'],
    'check-config': [],
};
const NAMES_A_CALLER = ['enrol', 'revoke'];
/** @throws {UsageError} */
export function readArgs(argv) {
    const { values, positionals } = parse(argv);
    const [first, ...rest] = positionals;
    if (first !== undefined && !isCommand(first))
        throw new UsageError(`There is no command ${JSON.stringify(first)}.`);
    const command = first ?? 'serve';
    const options = {
        ...values,
        json: values.json === true,
        help: values.help === true,
        version: values.version === true,
        key: values.key === true,
        workstation: values.workstation === true,
        positionals: rest,
    };
    if (!options.help && !options.version) {
        const stray = Object.keys(values).find((flag) => ![...COMMON, ...ALLOWED[command]].includes(flag));
        if (stray !== undefined)
            throw new UsageError(`cid-gateway ${command} knows no --${stray}.`);
        if (rest.length > 0 && !NAMES_A_CALLER.includes(command))
            throw new UsageError(`cid-gateway ${command} takes no ${JSON.stringify(rest[0])}.`);
    }
    return { command, named: first !== undefined, options };
}
function parse(argv) {
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
    }
    catch (error) {
        // The words of Node name the flag: «Unknown option '--x'».
        const [words = ''] = (error instanceof Error ? error.message : '').split('. ');
        throw new UsageError(`${words}.`);
    }
}
//# sourceMappingURL=args.js.map