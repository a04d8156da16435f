import type { ComponentChildren } from "preact";
import { Facts } from "../components/facts";

/** Names and values; what has no value is left out. */
export const FactList = ({ facts }: { readonly facts: Readonly<Record<string, ComponentChildren>> }) => (
  <Facts class="fact-list" facts={facts} />
);
