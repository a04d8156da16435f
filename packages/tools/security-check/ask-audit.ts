import { spawnSync } from "node:child_process";
import type { Verdict } from "./verdict";

const PROMISE = "No package that ships has a known hole of moderate severity or more";

/** What of npm's report is read. @see https://docs.npmjs.com/cli/v10/commands/npm-audit */
interface AuditReport {
  readonly error?: { readonly summary?: string };
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

const LESS: readonly string[] = ["info", "low"];

/** Asks npm's registry for known holes of what is installed for users; not run where it does not answer. */
export function askAudit(project: string): Verdict {
  const argv = ["audit", "--omit=dev", "--json"];
  const { stdout, error } = spawnSync("npm", argv, {
    cwd: project,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return judgeAudit(error ? undefined : stdout);
}

/** @param printed what npm printed, undefined where it could not be started */
export function judgeAudit(printed: string | undefined): Verdict {
  const report = readReport(printed);
  if (report?.vulnerabilities === undefined) {
    const why = report?.message ?? report?.error?.summary ?? "npm prints no report";
    return { promise: PROMISE, state: "not run", why: `the registry gives no answer: ${why.split("\n")[0]}` };
  }
  const found = Object.entries(report.vulnerabilities).filter(([, { severity }]) => !LESS.includes(severity));
  if (found.length === 0) return { promise: PROMISE, state: "held" };
  const names = found.map(([name, { severity }]) => `${name} (${severity})`).join(", ");
  return { promise: PROMISE, state: "broken", why: `${names}; 'npm audit --omit=dev' tells more` };
}

function readReport(printed: string | undefined): AuditReport | undefined {
  try {
    return JSON.parse(printed ?? "") as AuditReport;
  } catch {
    return undefined;
  }
}
