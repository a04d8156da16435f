import { useState } from "preact/hooks";
import { ProblemNote } from "../components/problem-note";
import { inventory, inventoryProblem } from "../inventory";
import { linkTo, place } from "../router";
import { type Entry, type Group, listGroups } from "./entries";

/** Lines of a group that are drawn; the filter finds the others. */
const MOST = 100;

/** What is served, with links to its details. */
export function Sidebar() {
  const [filter, setFilter] = useState("");
  const served = inventory.value;
  const groups = served ? listGroups(served, filter) : [];
  return (
    <nav id="sidebar" aria-label="What is served">
      {inventoryProblem.value !== undefined && <ProblemNote message={inventoryProblem.value} />}
      <input
        type="search"
        class="filter"
        aria-label="Filter what is served"
        placeholder="Filter"
        value={filter}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      {served?.apis.length === 0 && <p class="empty">No API is served yet.</p>}
      {groups.map((group) => (
        <EntryGroup key={group.key} group={group} />
      ))}
    </nav>
  );
}

function EntryGroup({ group: { title, entries } }: { readonly group: Group }) {
  const here = linkTo(place.value.view, place.value.params);
  return (
    <details class="group" open>
      <summary>
        {title} <span class="count">{entries.length}</span>
      </summary>
      <ul>
        {entries.slice(0, MOST).map((entry) => (
          <EntryLine key={entry.key} entry={entry} isHere={entry.href === here} />
        ))}
        {entries.length > MOST && <li class="empty">{entries.length - MOST} more: filter for them</li>}
      </ul>
    </details>
  );
}

function EntryLine({ entry: { title, href, note }, isHere }: { readonly entry: Entry; readonly isHere: boolean }) {
  return (
    <li>
      <a href={href} aria-current={isHere ? "page" : undefined}>
        <span class="title">{title}</span>
        {note !== undefined && <span class="note">{note}</span>}
      </a>
    </li>
  );
}
