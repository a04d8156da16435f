/** The text of a double with so many decimal places, as `%f` of Java prints it: its shortest digits, rounded half up. */
export function printFixed(number: number, places: number): string {
  return Number.isFinite(number) ? sign(number) + round(String(Math.abs(number)), places) : String(number);
}

/** As `printFixed`, as `%e` prints it: one digit, the places and a power of ten. */
export function printScientific(number: number, places: number): string {
  if (!Number.isFinite(number)) return String(number);
  const [mantissa = "", power] = Math.abs(number).toExponential().split("e");
  const rounded = round(mantissa, places);
  const isCarried = rounded.startsWith("10");
  const exponent = Number(power) + (isCarried ? 1 : 0);
  const digits = isCarried ? round("1", places) : rounded;
  return `${sign(number)}${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

const sign = (number: number): string => (number < 0 || Object.is(number, -0) ? "-" : "");

/** Rounds what JavaScript writes of a number. */
function round(written: string, places: number): string {
  const [mantissa = "", power = "0"] = written.split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const shift = places + Number(power) - fraction.length;
  const unit = 10n ** BigInt(Math.abs(shift));
  const digits = BigInt(whole + fraction);
  const scaled = shift >= 0 ? digits * unit : (2n * digits + unit) / (2n * unit);
  const text = String(scaled).padStart(places + 1, "0");
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** Commas between the thousands of a number's digits. */
export function groupThousands(digits: string): string {
  const [whole = "", ...fraction] = digits.split(".");
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.push(whole.slice(Math.max(0, end - 3), end));
  return [groups.reverse().join(","), ...fraction].join(".");
}
