/** One way in which another line of packages synthesizes something else, and why that is right. */
export interface Difference {
  /** The path in `cdk.tf.json`, its names joined by dots. */
  readonly path: RegExp;
  /** The path as the page shows it. */
  readonly place: string;
  /** The value in JSON with cdktf 0.21 and provider 5; undefined where there is none. */
  readonly before?: RegExp;
  /** The value in JSON with the other line; undefined where there is none. */
  readonly after?: RegExp;
  /** Who writes it so. */
  readonly lines: readonly string[];
  /** What it means for a deployed stack. */
  readonly meaning: string;
}

const VERSION = /^"\d+\.\d+\.\d+"$/;

/** Everything that other packages synthesize otherwise. What stands in no row is a fault: `__tests__/upgrade/run.ts` fails. */
export const DIFFERENCES: readonly Difference[] = [
  {
    path: /^terraform\.required_providers\.aws\.version$/,
    place: "terraform.required_providers.aws.version",
    before: VERSION,
    after: /^"6\.\d+\.\d+"$/,
    lines: ["cdktn", "provider-6"],
    meaning:
      "`terraform init -upgrade` takes provider 6, which writes the state anew at the next apply: provider 5 cannot read it afterwards, so keep a copy of the state",
  },
  {
    path: /^terraform\.required_providers\.aws\.source$/,
    place: "terraform.required_providers.aws.source",
    before: /^"aws"$/,
    after: /^"hashicorp\/aws"$/,
    lines: ["cdktn"],
    meaning: "none: Terraform reads a source without a namespace as one of `hashicorp`, so the state's addresses stay",
  },
  {
    path: /^\/\/\.metadata\.version$/,
    place: '"//".metadata.version',
    before: VERSION,
    after: VERSION,
    lines: ["cdktn"],
    meaning: "none: a comment, the version of the library that wrote the file",
  },
];

/** The rows of `docs/upgrade.md`. */
export function describeDifferences(): string {
  const rows = DIFFERENCES.map(
    ({ place, lines, meaning }) => `| \`${place}\` | ${lines.map((line) => `\`${line}\``).join(", ")} | ${meaning} |`,
  );
  return ["| place in `cdk.tf.json` | differs with | what it means |", "| --- | --- | --- |", ...rows].join("\n");
}
