import { readFileSync, statSync } from "node:fs";
import { runCommand, STATUS } from "@sfn-websocket/run/command";
import { count } from "@sfn-websocket/run/terminal";
import { checkDefinition } from "./check-workflows/check-definition";
import { checkMappingTemplate } from "./check-workflows/check-mapping-template";
import { chooseType, checkPatterns, type WorkflowTypes } from "./check-workflows/choose-type";
import { type Finding, printFinding } from "./check-workflows/finding";
import { type CheckedFile, listFiles } from "./check-workflows/list-files";
import { type CheckWorkflowsOptions, readCheckWorkflowsOptions, USAGE } from "./check-workflows/options";

void runCommand({
  name: "npm run check-workflows",
  usage: USAGE,
  readOptions: readCheckWorkflowsOptions,
  run: reportFindings,
});

function reportFindings({ paths, json, ...types }: CheckWorkflowsOptions): number {
  const files = listFiles(paths);
  if (files.length === 0)
    throw new Error(`PATH: nothing to check, got '${paths.join(" ")}'; name files *.asl.json or *.vtl`);
  // A hook names just the files of a commit, in which those of a pattern need not be.
  const unused = paths.some(isFolder) ? checkPatterns(listDefinitions(files), types) : [];
  process.stderr.write(unused.map((problem) => `warning: ${problem}\n`).join(""));
  const findings = files.flatMap((file) => checkFile(file, types));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (json) process.stdout.write(`${JSON.stringify(findings)}\n`);
  else {
    process.stdout.write(findings.map(printFinding).join(""));
    process.stderr.write(`${count(files.length, "file")}, ${count(errors, "problem")}\n`);
  }
  return errors > 0 ? STATUS.no : STATUS.done;
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

function listDefinitions(files: readonly CheckedFile[]): readonly string[] {
  return files.filter(({ kind }) => kind === "definition").map(({ path }) => path);
}

function checkFile({ path, kind }: CheckedFile, types: WorkflowTypes): readonly Finding[] {
  const text = readText(path);
  if (typeof text !== "string") return [text];
  return kind === "definition"
    ? checkDefinition(path, text, chooseType(path, types))
    : checkMappingTemplate(path, text);
}

/** A file's text; the finding of one that cannot be read, such as a link to nowhere. */
function readText(path: string): string | Finding {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `cannot be read, got ${code}; let it be a file that is there`;
    return { file: path, line: 1, column: 1, severity: "error", message };
  }
}
