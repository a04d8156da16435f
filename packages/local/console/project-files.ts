import { randomUUID } from "node:crypto";
import { lstatSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { listMachinesOf } from "../stepfunctions/find-machine";
import type { StateMachine } from "../stepfunctions/resources";
import type { FileAnswer, SaveRequest } from "./editor-api";
import { ConsoleProblem } from "./console-problem";
import { listSourceFiles } from "./list-source-files";

/** Bytes: a definition has 1 MB at most, and a template far less. */
const LARGEST = 1_048_576;

/** The files of a project that the served stacks were made of. */
export interface ProjectFiles {
  /**
   * The files whose texts the machines' definitions are, by the machines' ARNs; none of one whose text no file or several
   * hold. Once told, a file stays the machine's.
   */
  findWorkflows(machines: readonly StateMachine[]): ReadonlyMap<string, string>;
  /** The text that a machine was made of; undefined where its file was not told. */
  findSource(stateMachineArn: string): string | undefined;
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

const projects = new Map<string, ProjectFiles>();

/** The files of a project's directory, for as long as the process runs: what was told once is not forgotten. */
export function openProjectFiles(project: string): ProjectFiles {
  const opened = projects.get(project) ?? createProjectFiles(project);
  projects.set(project, opened);
  return opened;
}

/** Texts whose file is remembered. */
const MOST_REMEMBERED = 500;

/** Finds the project's file of a mapping template; of a text that was asked for before it remembers the answer. */
export function createFindTemplate(project: string | undefined): (text: string) => string | undefined {
  if (project === undefined) return () => undefined;
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    const file = openProjectFiles(project).findTemplate(text);
    known.set(text, file);
    return file;
  };
}

/** Returns the files of a project's directory. What they hold is compared with what is served, since Terraform names no file. */
export function createProjectFiles(project: string): ProjectFiles {
  const root = realpathSync(project);
  /** By a machine's ARN; a template's by its own path; each with the text that is served. Nothing else is read or written. */
  const told = new Map<string, FileAnswer>();
  const readMade = createReadMade(root);
  return {
    findWorkflows(machines) {
      const made = readMade(machines);
      for (const machine of machines) {
        const source = findOnly(made.filter(({ of }) => of.includes(machine)))?.source;
        if (source !== undefined) told.set(machine.stateMachineArn, source);
      }
      return new Map(
        machines.flatMap(({ stateMachineArn }) => {
          const source = told.get(stateMachineArn);
          return source === undefined ? [] : [[stateMachineArn, source.file] as const];
        }),
      );
    },
    findSource: (stateMachineArn) => told.get(stateMachineArn)?.text,
    findTemplate(template) {
      const source = findOnly(readSources(root, /\.vtl$/).filter(({ text }) => text === template));
      if (source !== undefined) told.set(source.file, source);
      return source?.file;
    },
    read: (file) => ({ file, text: requireFile(root, file, told).text }),
    save: (request) => save(root, request, told),
  };
}

/** A file's text, and the machines that are made of it. */
interface Made {
  readonly source: FileAnswer;
  readonly of: readonly StateMachine[];
}

interface MadeThen {
  readonly stamp: string;
  readonly machines: readonly StateMachine[];
  readonly made: readonly Made[];
}

/** Files are read and compared anew when one of them or a machine is another. */
function createReadMade(root: string): (machines: readonly StateMachine[]) => readonly Made[] {
  let read: MadeThen | undefined;
  return (machines) => {
    const stamp = listSourceFiles(root)
      .map((file) => `${file} ${stampFile(join(root, file))}`)
      .join();
    const isSame = machines.length === read?.machines.length && machines.every((each) => read?.machines.includes(each));
    if (read?.stamp === stamp && isSame) return read.made;
    const made = readSources(root, /\.json$/).map((source) => ({ source, of: listMachinesOf(source.text, machines) }));
    read = { stamp, machines, made };
    return made;
  };
}

function stampFile(path: string): string {
  try {
    const { mtimeMs, size, ino } = lstatSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return "gone";
  }
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
const findOnly = <Found>(found: readonly Found[]): Found | undefined => (found.length === 1 ? found[0] : undefined);

function save(root: string, { file, before, text }: SaveRequest, told: ReadonlyMap<string, FileAnswer>): FileAnswer {
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST) throw new ConsoleProblem(413, `${file}: is too long, got ${bytes} bytes; keep to ${LARGEST}`);
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

function requireFile(root: string, file: string, told: ReadonlyMap<string, FileAnswer>) {
  const known = [...told.values()].map((source) => source.file);
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
