import type { BuildOptions } from "esbuild";

/** The folder of the console's files: those of a published package, else what its sources are bundled to. */
export function findPage(): Promise<string>;

export const PAGE_BUILD: BuildOptions;

export const PAGE_FILES: readonly string[];
