import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HAS_GROUPS, interruptWhenGone } from "../kill-group";
import { readLines } from "../read-lines";
import { dropKeys } from "./choose-targets";
import { overrideModules } from "./override-modules";
import { createLeftOut, type LeftOut, type Run, type Unemulated } from "./left-out";
import { type Diagnostic, describeProgress, printDiagnostic, readEvent } from "./terraform-events";

export interface TerraformOptions {
  /** Terraform's program, or OpenTofu's. */
  readonly program: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** `-var` and `-var-file`, as Terraform takes them. */
  readonly variables: readonly string[];
  /** Sources of providers beside those that change nothing outside this machine. */
  readonly allowed: readonly string[];
  /** What is left out with all that rests on it, and what is found to be such. @default nothing is left out */
  readonly unemulated?: Unemulated | undefined;
  /** Writes lines of progress. */
  readonly print: (text: string) => void;
}

export interface TerraformCommand {
  /** Applies the configuration; rejects with Terraform's own words. */
  apply(): Promise<void>;
  /** Tells what runs to end as Terraform does at Ctrl-C, and resolves when it has ended. */
  stop(): Promise<void>;
}

/** The program that runs a configuration: what TF_CMD says, else Terraform, else OpenTofu. @throws Error where there is none. */
export function requireProgram({ TF_CMD, ...environment }: NodeJS.ProcessEnv): string {
  const names = TF_CMD ? [TF_CMD] : ["terraform", "tofu"];
  const found = names.find((name) => spawnSync(name, ["version"], { env: environment, stdio: "ignore" }).status === 0);
  if (found !== undefined) return found;
  const where = TF_CMD ? `TF_CMD: does not run, got '${TF_CMD}'` : "PATH: has neither terraform nor tofu";
  throw new Error(`${where}; install one, or name it by TF_CMD=/path/to/terraform`);
}

/** Providers that change nothing but this machine, or are sent to the endpoint. */
const LOCAL = ["aws", "archive", "cloudinit", "external", "http", "local", "null", "random", "template", "time", "tls"];
/** The registries whose name a source may leave out; what another one has under the same name may be anything. */
const PUBLIC = /^registry\.(?:terraform\.io|opentofu\.org)\//;
/** Bytes. */
const LONGEST = 4 * 1024 * 1024;
const LOCK = ".terraform.lock.hcl";
/** One of a process that was killed ends with its next line, ten seconds later at most, and holds the state until then. */
const APPLY = ["-auto-approve", "-input=false", "-lock-timeout=30s", "-json"];
/** What the endpoint answers to a call that it does not know, within Terraform's words; the second is AWS's own, of IAM and CloudWatch. */
const NOT_EMULATED = /\bis not emulated\b|\bCould not find operation \w+ for version\b/;
const SERVE_THE_REST = "--emulated-only serves the rest: it leaves out what is not emulated, and what rests on it";
/** A data source found nothing: *recorded* with provider 5.100.0, whose words differ from one to another. */
const NOT_FOUND =
  /\bno matching\b|\bcouldn't find\b|\bcould not find\b|\bnot found\b|\bNotFound|\bNoSuchEntity\b|\bempty result\b/i;
const MAKE_IT_FIRST =
  "an AWS here begins empty: what your account has already is made by a folder of its own, which --before DIR applies first";
const NEEDS_INIT = /\b(?:terraform|tofu) init\b/;

export function createTerraform(options: TerraformOptions): TerraformCommand {
  const { folder, env } = options;
  const { run, stop } = createRuns(options);
  const leftOut = createLeftOut(options, run);
  return {
    async apply() {
      if (!existsSync(join(folder, LOCK)) || !existsSync(env.TF_DATA_DIR ?? "")) await initialize(options, run);
      let problems = await applyOnce(options, run, leftOut);
      if (problems.some(({ text }) => NEEDS_INIT.test(text))) {
        await initialize(options, run);
        problems = await applyOnce(options, run, leftOut);
      }
      // Terraform ends at what it cannot plan: what comes after that is found only then.
      while (leftOut.takes(problems.flatMap(({ unknown }) => unknown ?? [])))
        problems = await applyOnce(options, run, leftOut);
      if (problems.length > 0) throw new Error(describeProblems(problems));
    },
    stop,
  };
}

/** Runs a program once at a time, until it is told to stop. */
function createRuns({ program, folder, env }: TerraformOptions): { readonly run: Run; stop(): Promise<void> } {
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  return {
    async run(args, take) {
      if (isStopped) throw new Error(`${program}: told to stop`);
      // The terminal's Ctrl-C reaches this process alone, which hands on one; on Windows it reaches both, and a signal
      // would end Terraform at once.
      const started = spawn(program, args, {
        cwd: folder,
        env,
        detached: HAS_GROUPS,
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      // What a provisioner runs would go on else.
      const callOff = interruptWhenGone(started);
      for (const stream of [started.stdout, started.stderr]) readLines(stream, { longest: LONGEST, take });
      const closed = new Promise<number | null>((resolve, reject) => {
        started.on("error", reject);
        started.on("close", resolve);
      });
      ended = closed.catch(() => undefined);
      return closed.finally(() => {
        child = undefined;
        callOff();
      });
    },
    async stop() {
      isStopped = true;
      if (HAS_GROUPS) child?.kill("SIGINT");
      await ended;
    },
  };
}

async function initialize({ program, print }: TerraformOptions, run: Run): Promise<void> {
  print(`${program} init\n`);
  const printed: string[] = [];
  const status = await run(["init", "-input=false", "-no-color"], (line) => {
    printed.push(line);
    if (/^- (?:Installing|Using)/.test(line)) print(`  ${line.slice(2)}\n`);
  });
  if (status !== 0) throw new Error(describeInit(printed));
}

/** What is wrong, in Terraform's words. */
interface Problem {
  readonly text: string;
  /** The address of what is not emulated, without keys. @default it is something else that is wrong */
  readonly unknown?: string;
  /** Whether a data source found nothing. */
  readonly isLookUp: boolean;
}

/** Resolves to what is wrong; nothing where it has applied. */
async function applyOnce(options: TerraformOptions, run: Run, leftOut: LeftOut): Promise<readonly Problem[]> {
  const { program, folder, variables, allowed, print } = options;
  requireLocal(folder, allowed);
  overrideModules(options);
  const targets = await leftOut.listTargets();
  print(`${program} apply\n`);
  const problems: Problem[] = [];
  const others: string[] = [];
  const status = await run(["apply", ...APPLY, ...variables, ...targets], (line) => {
    const event = readEvent(line);
    if (event === undefined) return void others.push(line);
    if (event.diagnostic?.severity === "error") problems.push(readProblem(event.diagnostic));
    const progress = describeProgress(event);
    if (progress !== undefined) print(`${progress}\n`);
  });
  if (status === 0) return [];
  return problems.length > 0
    ? problems
    : [{ text: others.join("\n").trim() || `${program} apply ended with ${status}`, isLookUp: false }];
}

function readProblem(diagnostic: Diagnostic): Problem {
  const text = printDiagnostic(diagnostic);
  const { address } = diagnostic;
  const isLookUp = /(?:^|\.)data\.aws_/.test(address ?? "") && NOT_FOUND.test(text);
  if (address === undefined || !NOT_EMULATED.test(text)) return { text, isLookUp };
  return { text, isLookUp: false, unknown: dropKeys(address) };
}

function describeProblems(problems: readonly Problem[]): string {
  const hints = [
    ...(problems.some(({ unknown }) => unknown !== undefined) ? [SERVE_THE_REST] : []),
    ...(problems.some(({ isLookUp }) => isLookUp) ? [MAKE_IT_FIRST] : []),
  ];
  return [...new Set(problems.map(({ text }) => text)), ...hints].join("\n");
}

function describeInit(printed: readonly string[]): string {
  const first = printed.findIndex((line) => /\bError:/.test(line));
  const lines = printed.slice(Math.max(0, first)).map((line) => line.replace(/^[╷│╵] ?/, ""));
  return lines.join("\n").trim();
}

/** @throws Error naming each provider that could change something that is not on this machine. */
function requireLocal(folder: string, allowed: readonly string[]): void {
  if (!existsSync(join(folder, LOCK))) return; // a configuration without providers
  const lock = readFileSync(join(folder, LOCK), "utf8");
  const sources = [...lock.matchAll(/^provider "([^"]+)"/gm)].map(([, source = ""]) => source.replace(PUBLIC, ""));
  const known = [...LOCAL.map((name) => `hashicorp/${name}`), ...allowed];
  const foreign = sources.filter((source) => !known.includes(source));
  if (foreign.length === 0) return;
  throw new Error(
    `provider: would reach more than this machine, got ${foreign.map((each) => `'${each}'`).join(", ")}; leave it out, or let it with --allow-provider ${foreign[0]}`,
  );
}
