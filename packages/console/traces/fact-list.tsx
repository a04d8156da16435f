/** Names and values; what has no value is left out. */
export function FactList({ facts }: { readonly facts: Readonly<Record<string, string | undefined>> }) {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined && value !== "");
  if (given.length === 0) return null;
  return (
    <dl class="fact-list">
      {given.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
