import { parseArguments, requireKnown, TEXT } from "@sfn-websocket/run/parse-arguments";
import { requireHttpAddress } from "../http-address";
import type { Usage } from "@sfn-websocket/run/usage";

export const USAGE: Usage = {
  ways: ["npm run --silent deploy:local -- [deploy | diff | destroy] [STACK...] [options]"],
  about: [
    "Runs cdktf with the real Terraform and AWS provider against the AWS endpoint of this machine ('npm run endpoint'). Its resources' names begin with the prefix, its state is a file of its own, and no credentials are used.",
  ],
  options: {
    STACK: "only this stack, or '*-staging' for those that end so; may be given again (default: all)",
    "--endpoint URL": "where the endpoint listens (default: $AWS_ENDPOINT_URL, else http://127.0.0.1:4566)",
    "--prefix NAME": "what the resources' names begin with (default: local)",
  },
  no: "Terraform or cdktf failed",
};

/** What cdktf is told beside the stacks, and which those are where none is named, by the command of this tool. */
const COMMANDS: Readonly<Record<string, { readonly flags: readonly string[]; readonly otherwise: readonly string[] }>> =
  {
    deploy: { flags: ["--auto-approve", "--skip-provider-lock"], otherwise: ["*"] },
    // cdktf compares one stack at a time, and takes no pattern.
    diff: { flags: ["--skip-provider-lock"], otherwise: [] },
    destroy: { flags: ["--auto-approve", "--skip-provider-lock"], otherwise: ["*"] },
  };

/** What cdktf is told. */
export function listArguments({ name, stacks }: Pick<Options, "name" | "stacks">): readonly string[] {
  const { flags = [], otherwise = [] } = COMMANDS[name] ?? {};
  return [name, ...(stacks.length > 0 ? stacks : otherwise), ...flags];
}

/** The stacks of which cdktf asks for one; none where it ended otherwise. */
export function listAskedStacks(printed: readonly string[]): readonly string[] {
  const [, names = ""] = /Found more than one stack, .* one of these stacks: ([^\n]+)/.exec(printed.join("\n")) ?? [];
  return names.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
}

/** The stack, or the pattern of some, that cdktf does not find; undefined where it ended otherwise. */
export function findMissedStack(printed: readonly string[]): string | undefined {
  return /Could not find stack(?:: | for pattern ')([^'\n]+)/.exec(printed.join("\n"))?.[1];
}

/** As the stacks take it; without one, the state would be that of what is deployed to AWS from here. */
const PREFIX = /^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/;

export interface Options {
  /** One of `COMMANDS`. */
  readonly name: string;
  /** Empty for all. */
  readonly stacks: readonly string[];
  readonly endpoint: string;
  readonly prefix: string;
}

/** Reads the command line. */
export function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArguments({
    args: argv,
    allowPositionals: true,
    options: {
      endpoint: TEXT,
      prefix: { type: "string", default: "local" },
    },
  });
  const [command = "deploy", ...stacks] = positionals;
  if (stacks.some((stack) => Object.hasOwn(COMMANDS, stack)))
    throw new Error(`command: more than one, got '${positionals.join(" ")}'; run one after the other`);
  const name = requireKnown("command", command, Object.keys(COMMANDS));
  if (!PREFIX.test(values.prefix))
    throw new Error(
      `--prefix: is none, got '${values.prefix}'; use 1 to 20 letters, digits and hyphens, no hyphen first`,
    );
  return { name, stacks, endpoint: readEndpoint(values.endpoint), prefix: values.prefix };
}

function readEndpoint(text: string | undefined): string {
  if (text !== undefined) return requireHttpAddress("--endpoint", text);
  return requireHttpAddress("AWS_ENDPOINT_URL", process.env.AWS_ENDPOINT_URL || "http://127.0.0.1:4566");
}
