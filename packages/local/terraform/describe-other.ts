import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { findJsonObject } from "@sfn-websocket/languages/json";

/** A kind of file that others of Terraform's commands take: what it is, and what serves or reads it. */
interface Other {
  readonly is: (path: string) => boolean;
  readonly text: (path: string) => string;
}

/** A plan is an archive. */
const ARCHIVE = Buffer.from("PK\u0003\u0004");

const OTHERS: readonly Other[] = [
  {
    is: (path) => !isFolder(path) && isHcl(path),
    text: (path) => `is written in Terraform's own language, got '${path}'; ${applyTo(dirname(path))}`,
  },
  {
    is: (path) => !isFolder(path) && readStart(path).equals(ARCHIVE),
    text: (path) => `is a plan, got '${path}'; review it: terraform show -json ${path} | npm run plan:review -- -`,
  },
  {
    is: (path) => !isFolder(path) && (/\.ya?ml$/i.test(path) || hasMember(path, "AWSTemplateFormatVersion")),
    text: (path) =>
      `is a template of CloudFormation or SAM, got '${path}'; write its routes into main.ts, as docs/routes.md has it`,
  },
  {
    is: (path) => hasMember(path, "planned_values"),
    text: (path) => `is a plan, got '${path}'; review it: npm run plan:review -- ${path}`,
  },
];

/** What a path is that holds no synthesized configuration but something else of Terraform's, with the command that takes it. */
export function describeOther(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const other = OTHERS.find(({ is }) => is(path));
  return other && `PATH: ${other.text(path)}`;
}

const isFolder = (path: string): boolean => statSync(path).isDirectory();

const isHcl = (path: string): boolean => /\.(tf|tofu|hcl)$/.test(path);

const applyTo = (folder: string): string => `your Terraform applies its folder: npm start -- ${folder}`;

function readStart(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(ARCHIVE.length);
    readSync(file, start);
    return start;
  } finally {
    closeSync(file);
  }
}

/** What is no JSON is told by who reads it as a configuration. */
function hasMember(path: string, name: string): boolean {
  return !isFolder(path) && Object.hasOwn(findJsonObject(readFileSync(path, "utf8")) ?? {}, name);
}
