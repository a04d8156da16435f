import type { ComponentType } from "preact";

/** A view: it fills the main area, and reads what it shows of `place`. */
export interface View {
  /** In the URL. */
  readonly name: string;
  readonly title: string;
  /** Loaded when it is first shown. */
  readonly load: () => Promise<{ readonly View: ComponentType }>;
}

export const VIEWS: readonly View[] = [
  { name: "traces", title: "Traces", load: () => import("./traces/view") },
  { name: "client", title: "Client", load: () => import("./client/view") },
  { name: "templates", title: "Templates", load: () => import("./templates/view") },
  { name: "workflows", title: "Workflows", load: () => import("./workflows/view") },
  { name: "permissions", title: "Permissions", load: () => import("./permissions/view") },
  { name: "inventory", title: "Served", load: () => import("./inventory/view") },
];
