/** What a line of Terraform's tells about a deployment. */
export type DeployEvent =
  /** Terraform or cdktf began something else, in words. */
  | { readonly kind: "phase"; readonly text: string }
  /** A resource that is going to change: what its construct is called. */
  | { readonly kind: "planned"; readonly address: string; readonly path: string }
  /** How many resources of one more stack are going to change. */
  | { readonly kind: "total"; readonly count: number }
  /** A resource has changed. */
  | { readonly kind: "done"; readonly address: string; readonly what: string }
  /** A stack is done. */
  | { readonly kind: "ended"; readonly text: string };

interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[]) => DeployEvent;
}

const DONE: Readonly<Record<string, string>> = {
  Creation: "created",
  Modifications: "changed",
  Destruction: "destroyed",
};

const phase = (pattern: RegExp, text: string): Form => ({ pattern, read: () => ({ kind: "phase", text }) });

/**
 * The forms of lines, of which the first that fits counts.
 *
 * @see https://developer.hashicorp.com/terraform/cli/commands/apply documented, as examples; *recorded* with Terraform 1.11
 */
const FORMS: readonly Form[] = [
  phase(/Initializing the backend/, "Terraform is initialized"),
  phase(/: Refreshing state\.\.\./, "the state is compared"),
  phase(/ Reading\.\.\./, "the state is compared"),
  {
    pattern: /# (\S+) \(([^()]+)\) (?:will be|must be) /,
    read: ([address = "", path = ""]) => ({ kind: "planned", address, path }),
  },
  {
    pattern: /Plan: (?:\d+ to import, )?(\d+) to add, (\d+) to change, (\d+) to destroy\./,
    read: (counts) => ({ kind: "total", count: counts.map(Number).reduce((sum, count) => sum + count, 0) }),
  },
  {
    pattern: /(\S+?)(?: \([^()]*\))?: (Creation|Modifications|Destruction) complete after /,
    read: ([address = "", name = ""]) => ({ kind: "done", address, what: DONE[name] ?? name }),
  },
  {
    pattern: /((?:Apply|Destroy) complete! Resources: .*)/,
    read: ([text = ""]) => ({ kind: "ended", text }),
  },
];

/** What a line tells, undefined where it is nothing of the deployment's progress. */
export function readLine(line: string): DeployEvent | undefined {
  for (const { pattern, read } of FORMS) {
    const found = pattern.exec(line);
    if (found) return read(found.slice(1));
  }
  return undefined;
}

/** The text without what steers a terminal, such as colours. @see https://ecma-international.org/publications-and-standards/standards/ecma-48/ */
export function stripControls(text: string): string {
  return text.replace(/\u001b\[[0-?]*[ -/]*[@-~]|[\0-\u0008\u000b-\u001f\u007f]/g, "").trimEnd();
}
