interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** Returns the number that a text writes, from `least` to `most`; throws an Error, of `where`, for any other text. */
export function readNumber(where: string, text: string, { least, most, isWhole }: Range): number {
  const number = text.trim() === "" ? NaN : Number(text);
  if (number >= least && number <= most && (!isWhole || Number.isInteger(number))) return number;
  throw new Error(
    `${where}: not a ${isWhole ? "whole " : ""}number from ${least} to ${most}, got '${text}'; correct it`,
  );
}
