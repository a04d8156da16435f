import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Unemulated } from "../../terraform-command/left-out";
import { createTerraform, requireProgram } from "../../terraform-command/run-terraform";

const created: string[] = [];
afterAll(() => created.forEach((each) => rmSync(each, { recursive: true, force: true })));

interface OpenOptions {
  readonly allowed?: readonly string[];
  readonly unemulated?: Unemulated;
  /** What other commands of the program do. */
  readonly cases?: string;
}

/** A program that does as Terraform does, in a folder of its own: what it locks, and what its apply does. */
function open(locked: string, apply: string, { allowed = [], unemulated, cases = "" }: OpenOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "run-terraform-"));
  created.push(folder);
  const program = join(folder, "terraform.sh");
  const source = locked.split("/").length > 2 ? locked : `registry.terraform.io/${locked}`;
  const init = `mkdir -p data; echo 'provider "${source}" {' > .terraform.lock.hcl`;
  writeFileSync(program, `#!/bin/sh\ncase "$1" in\ninit) ${init} ;;\napply) ${apply} ;;\n${cases}\nesac\n`);
  chmodSync(program, 0o755);
  const printed: string[] = [];
  const listeners: ((text: string) => void)[] = [];
  const print = (text: string): void => {
    printed.push(text);
    listeners.forEach((each) => each(text));
  };
  const env = { PATH: process.env.PATH ?? "", TF_DATA_DIR: join(folder, "data") };
  const terraform = createTerraform({ program, folder, env, variables: ["-var=a=1"], allowed, unemulated, print });
  return { terraform, printed, listeners, program, folder };
}

const event = (value: object): string => `echo '${JSON.stringify(value)}'`;
const MADE = event({ type: "apply_complete", hook: { action: "create", resource: { addr: "aws_iam_role.a" } } });

it("initializes a folder once, and tells each resource that Terraform made", async () => {
  const { terraform, printed, program } = open("hashicorp/aws", `echo "$@" >> told; ${MADE}`);
  await terraform.apply();
  await terraform.apply();
  const applied = [`${program} apply\n`, "  created aws_iam_role.a\n"];
  expect(printed).toEqual([`${program} init\n`, ...applied, ...applied]);
});

it("fails with Terraform's own words", async () => {
  const diagnostic = {
    severity: "error",
    summary: "No value",
    detail: "Set it.",
    range: { filename: "main.tf", start: { line: 3 } },
  };
  const { terraform } = open("hashicorp/aws", `${event({ type: "diagnostic", diagnostic })}; exit 1`);
  await expect(terraform.apply()).rejects.toThrow(new Error("Error: No value\n  on main.tf line 3:\n  Set it."));
});

it("rejects a provider that reaches more than this machine before anything is applied, each time", async () => {
  const { terraform, folder } = open("cloudflare/cloudflare", "touch applied");
  const refusal =
    "provider: would reach more than this machine, got 'cloudflare/cloudflare'; leave it out, or let it with --allow-provider cloudflare/cloudflare";
  await expect(terraform.apply()).rejects.toThrow(new Error(refusal));
  await expect(terraform.apply()).rejects.toThrow(new Error(refusal));
  expect(existsSync(join(folder, "applied"))).toBe(false);
});

it.each(["example.com/hashicorp/aws", "example.com/cloudflare/cloudflare"])(
  "rejects %s, which has a known name in another registry",
  async (source) => {
    const { terraform, folder } = open(source, "touch applied", { allowed: ["cloudflare/cloudflare"] });
    await expect(terraform.apply()).rejects.toThrow(`got '${source}'; leave it out, or let it with --allow-provider`);
    expect(existsSync(join(folder, "applied"))).toBe(false);
  },
);

it("takes OpenTofu's registry for the one that has the known providers", async () => {
  const { terraform, folder } = open("registry.opentofu.org/hashicorp/aws", "touch applied");
  await terraform.apply();
  expect(existsSync(join(folder, "applied"))).toBe(true);
});

it("applies nothing when it was told to stop while it initialized", async () => {
  const { terraform, listeners, folder } = open("hashicorp/aws", "touch applied");
  const stopped = new Promise<void>((resolve) => listeners.push(() => resolve(terraform.stop())));
  await expect(terraform.apply()).rejects.toThrow("told to stop");
  await stopped;
  expect(existsSync(join(folder, "applied"))).toBe(false);
});

it("lets a provider that is allowed", async () => {
  const { terraform, folder } = open("cloudflare/cloudflare", "touch applied", { allowed: ["cloudflare/cloudflare"] });
  await terraform.apply();
  expect(existsSync(join(folder, "applied"))).toBe(true);
});

it("tells Terraform to stop as Ctrl-C does, and waits until it has ended", async () => {
  const halted = event({ type: "diagnostic", diagnostic: { severity: "error", summary: "halted" } });
  const planned = event({ type: "change_summary", changes: { operation: "plan" }, "@message": "Plan: 1" });
  const { terraform, listeners, folder } = open(
    "hashicorp/aws",
    `trap "touch finished; halt; exit 1" INT; halt() { ${halted}; }; ${planned}; while :; do sleep 0.05; done`,
  );
  const planning = new Promise<void>((resolve) => listeners.push((text) => text.startsWith("Plan") && resolve()));
  const applying = terraform.apply().catch((error: Error) => error.message);
  await planning;
  await terraform.stop();
  expect(existsSync(join(folder, "finished"))).toBe(true);
  expect(await applying).toBe("Error: halted");
});

describe("what is not emulated", () => {
  const unknown = (address: string): string => {
    const detail = "The service sqs is not emulated; it can be iam.";
    return event({ type: "diagnostic", diagnostic: { severity: "error", summary: "creating", detail, address } });
  };
  const remember = (...found: readonly string[]): Unemulated => ({ found: new Set(found), told: new Set() });
  const node = (name: string): string => `  "${name}" [label="${name}"];`;
  const graph = [node("aws_iam_role.a"), node("aws_sqs_queue.q"), node("aws_sqs_queue_policy.p")];
  const print = (lines: readonly string[]): string => lines.map((line) => `echo '${line}'`).join("; ");
  const cases = [
    `graph) ${print([...graph, '  "aws_sqs_queue_policy.p" -> "aws_sqs_queue.q";'])} ;;`,
    'state) echo "aws_iam_role.gone[0]" ;;',
  ].join("\n");
  const refused = `echo "$@" >> told; case "$*" in *-target*) ${MADE} ;; *) ${unknown('aws_sqs_queue.q["a"]')}; exit 1 ;; esac`;

  it("fails an apply, with the option that serves the rest", async () => {
    const { terraform } = open("hashicorp/aws", refused, { cases });
    await expect(terraform.apply()).rejects.toThrow(
      new Error(
        `Error: creating\n  with aws_sqs_queue.q["a"],\n  The service sqs is not emulated; it can be iam.\n--emulated-only serves the rest: it leaves out what is not emulated, and what rests on it`,
      ),
    );
  });

  it("is left out where that is asked for, with what rests on it, and what is gone from the configuration goes", async () => {
    const unemulated = remember();
    const { terraform, printed, program, folder } = open("hashicorp/aws", refused, { cases, unemulated });
    await terraform.apply();
    expect(printed).toEqual([
      `${program} init\n`,
      `${program} apply\n`,
      "  left out aws_sqs_queue.q: it is not emulated\n",
      "  left out aws_sqs_queue_policy.p: it rests on what is left out\n",
      `${program} apply\n`,
      "  created aws_iam_role.a\n",
    ]);
    expect([...unemulated.found]).toEqual(["aws_sqs_queue.q"]);
    expect(readFileSync(join(folder, "told"), "utf8").split("\n")[1]).toMatch(
      / -target=aws_iam_role\.a -target=aws_iam_role\.gone\[0\]$/,
    );
  });

  it("is told once, and a configuration that cannot be read fails with what an apply says of it", async () => {
    const unemulated = remember("aws_sqs_queue.q");
    const broken = event({ type: "diagnostic", diagnostic: { severity: "error", summary: "Unclosed block" } });
    const { terraform, printed } = open("hashicorp/aws", refused, { cases, unemulated });
    await terraform.apply();
    await terraform.apply();
    expect(printed.filter((line) => line.startsWith("  left out"))).toHaveLength(2);
    const later = open("hashicorp/aws", `${broken}; exit 1`, { cases: "graph) echo no; exit 1 ;;", unemulated });
    await expect(later.terraform.apply()).rejects.toThrow(new Error("Error: Unclosed block"));
  });

  it("is what AWS's own words say of an action of IAM too", async () => {
    const detail = "api error InvalidAction: Could not find operation CreateUser for version 2010-05-08";
    const diagnostic = { severity: "error", summary: "creating", detail, address: "aws_sqs_queue.q" };
    const failed = `case "$*" in *-target*) ${MADE} ;; *) ${event({ type: "diagnostic", diagnostic })}; exit 1 ;; esac`;
    const unemulated = remember();
    await open("hashicorp/aws", failed, { cases, unemulated }).terraform.apply();
    expect([...unemulated.found]).toEqual(["aws_sqs_queue.q"]);
  });

  it("fails where it is all that there is", async () => {
    const { terraform } = open("hashicorp/aws", refused, {
      cases: `graph) ${print(graph.slice(1))} ;;`,
      unemulated: remember("aws_sqs_queue.q", "aws_sqs_queue_policy.p"),
    });
    await expect(terraform.apply()).rejects.toThrow(
      new Error(
        "--emulated-only: nothing is left to serve; all of the configuration is not emulated, or rests on such",
      ),
    );
  });

  it("does not hide what else is wrong", async () => {
    const other = event({ type: "diagnostic", diagnostic: { severity: "error", summary: "No value" } });
    const { terraform } = open(
      "hashicorp/aws",
      `case "$*" in *-target*) ${other} ;; *) ${unknown("aws_sqs_queue.q")} ;; esac; exit 1`,
      { cases, unemulated: remember() },
    );
    await expect(terraform.apply()).rejects.toThrow(new Error("Error: No value"));
  });
});

it.each([
  ["data.aws_route53_zone.z", "no matching Route 53 Hosted Zone found"],
  ["module.dns.data.aws_acm_certificate.c[0]", "reading ACM Certificates: empty result"],
  ["data.aws_iam_role.lab", "reading IAM Role (LabRole): couldn't find resource"],
])("fails where %s finds nothing, and says what makes it", async (address, summary) => {
  const diagnostic = { severity: "error", summary, address };
  const { terraform } = open(
    "hashicorp/aws",
    `${event({ type: "diagnostic", diagnostic })}; exit 1`.replace("couldn't", "couldn'\\''t"),
  );
  await expect(terraform.apply()).rejects.toThrow(
    new Error(
      `Error: ${summary}\n  with ${address},\nan AWS here begins empty: what your account has already is made by a folder of its own, which --before DIR applies first`,
    ),
  );
});

it("rejects a TF_CMD that does not run", () => {
  expect(() => requireProgram({ TF_CMD: "/nowhere/terraform" })).toThrow(
    new Error("TF_CMD: does not run, got '/nowhere/terraform'; install one, or name it by TF_CMD=/path/to/terraform"),
  );
});
