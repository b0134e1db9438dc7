/** The help of every command. */
export const COMMANDS = ['serve', 'enrol', 'revoke', 'list', 'rotate', 'counts', 'check-config'];
export const isCommand = (text) => COMMANDS.includes(text);
const COMMON = `  --json         answer as JSON
  --help         this text`;
const DETAILS = `  --institution <id>   institution, as the institutions file names it
  --branch <id>        branch of the institution
  --origin <origin>    exact origin of the caller's pages; may be repeated
  --rate <number>      checks a minute`;
export const HELP = {
    serve: `Usage: cid-gateway [serve]

Starts the gateway with the settings of the environment (CID_…) and runs until SIGTERM or SIGINT.
SIGHUP reads the institutions file again.

  --json         log nothing but JSON lines (no welcome text)
  --help         this text
`,
    enrol: `Usage: cid-gateway enrol [--workstation] <name> [options]
       cid-gateway enrol --key <name> [options]

Without --key: prints a one-time code for the workstation, good for 10 minutes. Needs CID_STORE=file:… or redis….
With --key: makes a caller key, prints it once and adds its hash to CID_CALLER_KEYS_FILE (or prints the line to add).

${DETAILS}
${COMMON}
`,
    revoke: `Usage: cid-gateway revoke <name> [--key | --workstation]

Ends what was enrolled under the name: caller keys of CID_CALLER_KEYS_FILE, workstations and waiting codes of CID_STORE.
Takes effect at the next request.

  --key          caller keys alone
  --workstation  workstations alone
${COMMON}
`,
    list: `Usage: cid-gateway list

Lists callers with a name and enrolled workstations. No key and no code is shown: they are kept as hashes.

${COMMON}
`,
    rotate: `Usage: cid-gateway rotate

Adds a signing key of receipts to CID_RECEIPT_KEYS_DIR. It is published at once, signs after 10 minutes, and the key
before it stays published for a day. Run once, it makes the first key.

${COMMON}
`,
    counts: `Usage: cid-gateway counts [--month yyyy-mm] [--institution <id>] [--format csv|xlsx|html|json] [--output <file>]

Writes the rounded counts of a month that is over (default: the last one) to standard output or to a file. The first
export of a month is kept: later ones are the same.

${COMMON}
`,
    'check-config': `Usage: cid-gateway check-config

Checks the settings of the environment and the files they name, starts nothing, and prints what is wrong. Exit code 78
if the gateway would not start.

${COMMON}
`,
};
export const MAIN_HELP = `Usage: cid-gateway [command] [options]

  serve          start the gateway (default)
  enrol          let a workstation or another caller in
  revoke         end an enrolment
  list           who is enrolled
  rotate         new signing key of receipts
  counts         counts of a closed month
  check-config   check the settings, start nothing

  --help         help of a command, or this text
  --version      version

Settings come from the environment: docs/gateway.md lists them.
`;
//# sourceMappingURL=help.js.map