const CLOCK = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/** A time of day, of milliseconds since 1970; with its date, and in UTC as the terminal tells it, for who points at it. */
export function Time({ at }: { readonly at: number }) {
  const utc = new Date(at).toISOString();
  return (
    <time dateTime={utc} title={utc}>
      {CLOCK.format(at)}
    </time>
  );
}
