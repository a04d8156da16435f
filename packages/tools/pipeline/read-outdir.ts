/** The folder that a command line names, by default cdktf's. @throws Error for more than one: none is left out in silence */
export function readOutdir([outdir = "cdktf.out", ...others]: readonly string[]): string {
  if (others.length === 0) return outdir;
  throw new Error(`OUTDIR: more than one, got '${[outdir, ...others].join(" ")}'; name one`);
}
