/** A decimal number: the digits without zeros at both ends, and the power of ten of the point before them. */
interface Decimal {
  readonly sign: number;
  readonly digits: string;
  readonly exponent: number;
}

const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * Below, at or above 0 as the first of two decimal numbers is less than, equal to or greater than the second, exactly, as
 * Java's BigDecimal compares; undefined if one of the texts is not a number.
 */
export function compareDecimals(one: string, other: string): number | undefined {
  const [left, right] = [parseDecimal(one), parseDecimal(other)];
  if (left === undefined || right === undefined) return undefined;
  if (left.sign !== right.sign) return left.sign - right.sign;
  return left.sign * compareMagnitudes(left, right);
}

function compareMagnitudes(left: Decimal, right: Decimal): number {
  if (left.exponent !== right.exponent) return left.exponent < right.exponent ? -1 : 1;
  return left.digits < right.digits ? -1 : Number(left.digits > right.digits);
}

function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = "", fraction = "", power = "0"] = FORM.exec(text) ?? [];
  if (sign === undefined || whole + fraction === "") return undefined;
  const exponent = Number(power);
  if (Math.abs(exponent) >= 2 ** 31) return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return { sign: 0, digits: "", exponent: 0 };
  const zeros = whole.length + fraction.length - digits.length;
  return {
    sign: sign === "-" ? -1 : 1,
    // Zeros are looked at once, however many a client sends.
    digits: digits.replace(/(?<!0)0+$/, ""),
    exponent: exponent + whole.length - zeros,
  };
}
