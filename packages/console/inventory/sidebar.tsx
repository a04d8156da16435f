import { inventory, inventoryProblem } from "../inventory";
import { ProblemNote } from "../components/problem-note";

/** What is served, with links to its details. */
export function Sidebar() {
  const served = inventory.value;
  return (
    <aside id="sidebar" aria-label="What is served">
      {inventoryProblem.value !== undefined && <ProblemNote message={inventoryProblem.value} />}
      {served?.apis.map(({ apiId, name }) => (
        <p key={apiId}>{name}</p>
      ))}
    </aside>
  );
}
