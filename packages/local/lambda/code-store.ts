import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeTemporaryFolder } from "@sfn-websocket/run/temporary-folder";
import type { FunctionCode } from "./resources";

/** Keeps the deployment packages of functions, each once, as the archive and unpacked. */
export interface CodeStore {
  /** Keeps an archive. @throws UnusableArchive */
  keep(archive: Uint8Array): FunctionCode;
  /** The folder that a package was unpacked to. */
  folderOf(code: FunctionCode): string;
  /** The archive as it came. */
  archiveOf(code: FunctionCode): string;
  /** Forgets all packages but these. */
  retain(codes: readonly FunctionCode[]): void;
}

/** An archive that AWS refuses; its message is AWS's text. */
export class UnusableArchive extends Error {}

/** Bytes. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_UNPACKED = 262_144_000;

/** Texts: *assumed*, as bug reports of AWS's users show it. */
const NOT_UNZIPPED = "Could not unzip uploaded file. Please check your file, then try to upload again.";
const TOO_LARGE = `Unzipped size must be smaller than ${LARGEST_UNPACKED} bytes`;

/** `folder` keeps the packages. @default one that is gone when this process ends */
export function createCodeStore(folder?: string): CodeStore {
  let opened: string | undefined;
  const open = () => (opened ??= openFolder(folder));
  const nameOf = ({ sha256 }: FunctionCode) => Buffer.from(sha256, "base64").toString("hex");
  const folderOf = (code: FunctionCode) => join(open(), nameOf(code));
  return {
    folderOf,
    archiveOf: (code) => `${folderOf(code)}.zip`,
    keep(archive) {
      const code = { sha256: createHash("sha256").update(archive).digest("base64"), size: archive.length };
      const unpacked = folderOf(code);
      if (!existsSync(unpacked))
        requireRoom(folder === undefined ? "TMPDIR" : "--state", () => unpack(archive, unpacked));
      return code;
    },
    retain(codes) {
      if (opened === undefined && (folder === undefined || !existsSync(folder))) return;
      const names = new Set(codes.map(nameOf));
      const forgotten = readdirSync(open()).filter(
        (file) => /^[0-9a-f]{64}/.test(file) && !names.has(file.slice(0, 64)),
      );
      for (const file of forgotten) rmSync(join(open(), file), { recursive: true, force: true });
    },
  };
}

/**
 * The packages of the project are found from the folder, as AWS's SDK is found by what Lambda's runtime runs: an
 * `import` looks for packages upwards only.
 */
function openFolder(folder: string | undefined): string {
  const opened = folder ?? makeTemporaryFolder("lambda");
  mkdirSync(opened, { recursive: true, mode: 0o700 });
  const packages = join(opened, "node_modules");
  rmSync(packages, { force: true });
  symlinkSync(join(process.cwd(), "node_modules"), packages, "junction");
  return opened;
}

function requireRoom(where: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!/^(ENOSPC|EDQUOT)$/.test(code)) throw error;
    throw new Error(`${where}: has no room for a function's code, got ${code}; make some, or name another folder`);
  }
}

/** The folder is there whole or not at all. */
function unpack(archive: Uint8Array, folder: string): void {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  for (const [name, content] of Object.entries(readArchive(archive))) writeEntry(draft, name, content);
  writeFileSync(`${folder}.zip`, archive);
  renameSync(draft, folder);
}

/** What the system says of a name that cannot be a file's: it is a folder's too, or the other way round, or is too long. */
const UNUSABLE_NAMES: ReadonlySet<string | undefined> = new Set(["ENOTDIR", "EISDIR", "EEXIST", "ENAMETOOLONG"]);

function writeEntry(folder: string, name: string, content: Uint8Array): void {
  const file = join(folder, name);
  try {
    mkdirSync(name.endsWith("/") ? file : dirname(file), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(file, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw UNUSABLE_NAMES.has(code) ? new UnusableArchive(NOT_UNZIPPED) : error;
  }
}

/** Its tables take longer than all else here, and most projects have no archive. */
const loadZip = () => require("fflate") as typeof import("fflate");

function readArchive(archive: Uint8Array): Record<string, Uint8Array> {
  let size = 0;
  try {
    // The library gives no entry more room than its size in the archive's directory.
    return loadZip().unzipSync(archive, {
      filter({ name, originalSize }) {
        size += originalSize;
        if (size >= LARGEST_UNPACKED) throw new UnusableArchive(TOO_LARGE);
        if (!staysInside(name)) throw new UnusableArchive(NOT_UNZIPPED);
        return true;
      },
    });
  } catch (error) {
    throw error instanceof UnusableArchive ? error : new UnusableArchive(NOT_UNZIPPED);
  }
}

/** A name that leads out of the folder is no name of a package's file. */
function staysInside(name: string): boolean {
  return !/^(?:[/\\]|[a-z]:)/i.test(name) && !/[\\\0]/.test(name) && !name.split("/").includes("..");
}
