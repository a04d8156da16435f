/** A command, as people start it. */
export interface Invocation {
  /** The npm script of this project: `start`, `plan:review`. */
  readonly script: string;
  /** What it does, in one sentence. */
  readonly about: string;
}

/** What the package's command line has, by the name there; each is a script of this project too. */
export const INVOCATIONS: Readonly<Record<string, Invocation>> = {
  serve: { script: "start", about: "serves synthesized Terraform on this machine, and again when a file changes" },
  endpoint: { script: "endpoint", about: "serves an AWS without resources, for Terraform to fill" },
  execute: { script: "execute", about: "runs a workflow's definition, and shows its states" },
  render: { script: "render", about: "renders a mapping template" },
  "test-state": { script: "test-state", about: "runs one state of a workflow, as AWS's TestState does" },
  smoke: { script: "smoke", about: "connects to an API, sends a message, and explains what is wrong" },
  policy: { script: "policy", about: "lists who may do what in the synthesized stacks, and why" },
  "plan-review": { script: "plan:review", about: "turns Terraform's plan into a page for people" },
  logs: { script: "logs", about: "reads the log groups of this machine" },
};

/** What starts the package's commands; empty where they are scripts of this project. The package's build defines it. */
const PROGRAM = process.env.SFN_WEBSOCKET_PROGRAM ?? "";

/** A text in which the project's scripts are written as whoever reads it starts them: `npm run policy -- --json`, or `npx sfn-websocket policy --json`. */
export function writeInvocations(text: string, program = PROGRAM): string {
  if (program === "") return text;
  return text.replace(/\bnpm (?:(start)|run(?: --silent)? ([\w:-]+))(?: --(?= |$|'))?/g, (written, start, script) => {
    const [name] = Object.entries(INVOCATIONS).find(([, each]) => each.script === (start ?? script)) ?? [];
    return name === undefined ? written : `${program} ${name}`;
  });
}
