/** A part of the summary that is printed whole or not at all. */
export interface Section {
  /** What it is called where it is left out: plain text of this tool, names of resources left out. */
  readonly name: string;
  /** Markdown without an empty line at either end. */
  readonly markdown: string;
  /** What is printed instead where only this fits. */
  readonly brief?: string;
}
