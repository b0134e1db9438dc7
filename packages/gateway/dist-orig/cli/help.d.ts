/** The help of every command. */
export declare const COMMANDS: readonly ['serve', 'enrol', 'revoke', 'list', 'rotate', 'counts', 'check-config'];
export type Command = (typeof COMMANDS)[number];
export declare const isCommand: (text: string) => text is Command;
export declare const HELP: Readonly<Record<Command, string>>;
export declare const MAIN_HELP = "Usage: cid-gateway [command] [options]\n\n  serve          start the gateway (default)\n  enrol          let a workstation or another caller in\n  revoke         end an enrolment\n  list           who is enrolled\n  rotate         new signing key of receipts\n  counts         counts of a closed month\n  check-config   check the settings, start nothing\n\n  --help         help of a command, or this text\n  --version      version\n\nSettings come from the environment: docs/gateway.md lists them.\n";
//# sourceMappingURL=help.d.ts.map