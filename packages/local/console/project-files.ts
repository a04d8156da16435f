import { randomUUID } from "node:crypto";
import { lstatSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { listMachinesOf } from "../command-line/find-machine";
import type { StateMachine } from "../stepfunctions/resources";
import type { FileAnswer, SaveRequest } from "./api";
import { ConsoleProblem } from "./console-problem";
import { listSourceFiles } from "./list-source-files";

/** Characters: a definition may have as many, and a template far fewer. */
const LARGEST = 1_048_576;

/** The files of a project that the served stacks were made of. */
export interface ProjectFiles {
  /**
   * The files whose texts the machines' definitions are, by the machines' ARNs; none of one whose text no file or several
   * hold. Once told, a file stays the machine's.
   */
  findWorkflows(machines: readonly StateMachine[]): ReadonlyMap<string, string>;
  /** The file whose text a mapping template is; undefined where none is, or several are. */
  findTemplate(template: string): string | undefined;
  /** @throws ConsoleProblem for a file that was not told of. */
  read(file: string): FileAnswer;
  /**
   * Writes a file that was told of, all of it or nothing.
   *
   * @throws ConsoleProblem where it was not, where it leads out of the project, and where it is another than it was read.
   */
  save(request: SaveRequest): FileAnswer;
}

/** Returns the files of a project's directory. What they hold is compared with what is served, since Terraform names no file. */
export function createProjectFiles(project: string): ProjectFiles {
  const root = realpathSync(project);
  /** By a machine's ARN; a template's by its own path. Nothing else is read or written. */
  const told = new Map<string, string>();
  return {
    findWorkflows(machines) {
      const made = readSources(root, /\.json$/).map(({ file, text }) => ({ file, of: listMachinesOf(text, machines) }));
      for (const machine of machines) {
        const file = findOnly(made.filter(({ of }) => of.includes(machine)));
        if (file !== undefined) told.set(machine.stateMachineArn, file);
      }
      return new Map(
        machines.flatMap(({ stateMachineArn }) => {
          const file = told.get(stateMachineArn);
          return file === undefined ? [] : [[stateMachineArn, file] as const];
        }),
      );
    },
    findTemplate(template) {
      const file = findOnly(readSources(root, /\.vtl$/).filter(({ text }) => text === template));
      if (file !== undefined) told.set(file, file);
      return file;
    },
    read: (file) => ({ file, text: requireFile(root, file, told).text }),
    save: (request) => save(root, request, told),
  };
}

function readSources(root: string, ending: RegExp): readonly FileAnswer[] {
  return listSourceFiles(root)
    .filter((file) => ending.test(file))
    .flatMap((file) => {
      const text = findText(join(root, file));
      return text === undefined ? [] : [{ file, text }];
    });
}

/** Where several files hold the same text, which of them it is cannot be told. */
const findOnly = (found: readonly { readonly file: string }[]): string | undefined =>
  found.length === 1 ? found[0]?.file : undefined;

function save(root: string, { file, before, text }: SaveRequest, told: ReadonlyMap<string, string>): FileAnswer {
  if (text.length > LARGEST)
    throw new ConsoleProblem(413, `${file}: is too long, got ${text.length} characters; keep to ${LARGEST}`);
  const { path, text: present } = requireFile(root, file, told);
  if (present !== before)
    throw new ConsoleProblem(
      409,
      `${file}: has changed since it was read, got another text than the one that was edited; read it again`,
    );
  // Watchers ignore what is called so, and a rename leaves either the old text or the new one.
  const written = join(dirname(path), `.${basename(path)}.${randomUUID()}~`);
  try {
    writeFileSync(written, text, { flag: "wx", mode: lstatSync(path).mode & 0o777 });
    renameSync(written, path);
  } catch (error) {
    rmSync(written, { force: true });
    const { code = "an error" } = error as NodeJS.ErrnoException;
    throw new ConsoleProblem(403, `${file}: cannot be written, got ${code}; check who may write it and its folder`);
  }
  return { file, text };
}

function requireFile(root: string, file: string, told: ReadonlyMap<string, string>) {
  const known = [...told.values()];
  if (!known.includes(file)) {
    const advice = suggestName(file, known, "name one that a served workflow or template was made of");
    throw new ConsoleProblem(403, `file: nothing that is served was made of it, got '${file}'; ${advice}`);
  }
  const path = join(root, file);
  if (!isOwn(root, path))
    throw new ConsoleProblem(403, `file: is no file of the project any more, got '${file}'; put it back`);
  const text = findText(path);
  if (text === undefined)
    throw new ConsoleProblem(403, `file: is no text in UTF-8 of 1 MB at most, got '${file}'; edit it elsewhere`);
  return { path, text };
}

/** Whether a path is a file itself, and no link on the way leads out of the project or to another place in it. */
function isOwn(root: string, path: string): boolean {
  try {
    return lstatSync(path).isFile() && realpathSync(path) === path && path.startsWith(root + sep);
  } catch {
    return false;
  }
}

/** The text of a file; undefined where there is none, or where writing it back would change it. */
function findText(path: string): string | undefined {
  try {
    if (lstatSync(path).size > LARGEST) return undefined;
    const bytes = readFileSync(path);
    const text = bytes.toString("utf8");
    return Buffer.from(text).equals(bytes) ? text : undefined;
  } catch {
    return undefined;
  }
}
