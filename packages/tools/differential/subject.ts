import type { Random } from "./random";

/** A text of the language, a template or a path, and the JSON document that it is applied to. */
export interface Case {
  readonly text: string;
  readonly document: string;
}

/** What an engine made of a case: the kind of its outcome, and the text that it gave or failed with. */
export interface Answer {
  readonly kind: string;
  readonly text: string;
}

/** A language of this project that is held against the engine that AWS runs. */
export interface Subject {
  /** The engine, by name and version. */
  readonly engine: string;
  /** The Java program that answers cases, and the classes that it needs. */
  readonly program: string;
  readonly jars: readonly string[];
  /** What to install on Debian and Ubuntu. */
  readonly packages: string;
  generate(random: Random): Case;
  answer(subject: Case): Answer;
  /** True where the answers are alike, or differ as they deliberately do. */
  agree(ours: Answer, theirs: Answer, found: Case): boolean;
}
