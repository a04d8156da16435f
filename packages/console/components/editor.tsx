import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { type EditorState, type Extension, Prec, type Text } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { EDITOR_LOOK } from "./editor-look";
import { withLineEndsOf, withLineFeeds } from "./line-ends";
import { templateLanguage } from "./template-language";

/** Something that is wrong with a text, where it is; the first line and the first column are 1. */
export interface EditorProblem {
  readonly message: string;
  /** @default "error" */
  readonly severity?: "error" | "warning" | "info";
  /** @default 1 */
  readonly line?: number | undefined;
  /** @default the whole line */
  readonly column?: number | undefined;
}

export interface EditorProps {
  /** What a screen reader says of it. */
  readonly label: string;
  readonly value: string;
  /** @default nobody can change the text */
  readonly onChange?: ((text: string) => void) | undefined;
  /** Ctrl+Enter, or Cmd+Enter. @default it does nothing */
  readonly onSubmit?: (() => void) | undefined;
  /** @default "text" */
  readonly language?: "json" | "template" | "text";
  /** @default there are none */
  readonly problems?: readonly EditorProblem[];
  /** A line that is brought into view whenever it becomes another. @default the first */
  readonly line?: number | undefined;
}

const LANGUAGES: Readonly<Record<NonNullable<EditorProps["language"]>, readonly Extension[]>> = {
  json: [json(), foldGutter(), keymap.of(foldKeymap)],
  template: [templateLanguage],
  text: [],
};

/**
 * A text that is edited with undo, bracket matching, and its problems at their lines (F8 goes to the next one). Tab leaves
 * it, as it leaves every field.
 */
export function Editor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const { value, problems = [], language = "text", label, line } = props;
  const isFixed = props.onChange === undefined;

  useEffect(() => {
    adoptStyles();
    const created = new EditorView({
      doc: latest.current.value,
      parent: host.current!,
      extensions: extend({ language, label, isFixed, latest }),
    });
    view.current = created;
    return () => {
      created.destroy();
      view.current = undefined;
    };
  }, [language, label, isFixed]);

  // Before the next key: after it, what was typed by then would be taken for another text, and be lost.
  useLayoutEffect(() => replaceText(view.current, value), [value]);
  useEffect(() => showProblems(view.current, problems), [problems, value, language, label, isFixed]);
  useEffect(() => showLine(view.current, line), [line, language, label, isFixed]);
  return <div class="editor" ref={host} />;
}

let isAdopted = false;

/**
 * Has the styles of editors made without a `style` element, which the page's policy forbids: CodeMirror makes them so in a
 * tree of its own alone, and keeps them at its root. No editor stands in such a tree, because in Safari the text behind
 * the editor is written into it when somebody types over a selection of lines there.
 */
function adoptStyles(): void {
  if (isAdopted) return;
  const tree = document.createElement("div").attachShadow({ mode: "open" });
  new EditorView({ parent: tree, root: tree }).destroy();
  Object.assign(document, tree);
  isAdopted = true;
}

interface Extended extends Pick<EditorProps, "label"> {
  readonly language: NonNullable<EditorProps["language"]>;
  readonly isFixed: boolean;
  readonly latest: { readonly current: EditorProps };
}

function extend({ language, label, isFixed, latest }: Extended): Extension[] {
  const submit = () => {
    latest.current.onSubmit?.();
    return latest.current.onSubmit !== undefined;
  };
  return [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: submit }])),
    lineNumbers(),
    history(),
    bracketMatching(),
    EditorView.lineWrapping,
    ...(isFixed ? [] : [lintGutter()]),
    ...LANGUAGES[language],
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    EditorView.editable.of(!isFixed),
    EditorView.contentAttributes.of({
      "aria-label": label,
      // What is edited could be reached without; who looks for what scrolls does not know that.
      tabindex: "0",
      ...(isFixed && { "aria-readonly": "true" }),
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      const { value, onChange } = latest.current;
      if (docChanged && textOf(state) !== withLineFeeds(value)) onChange?.(withLineEndsOf(value, textOf(state)));
    }),
    EDITOR_LOOK,
  ];
}

const textOf = ({ doc }: EditorState): string => doc.toString();

/** Another text comes from outside; what was typed is that already. */
function replaceText(view: EditorView | undefined, value: string): void {
  if (!view || textOf(view.state) === withLineFeeds(value)) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
}

function showProblems(view: EditorView | undefined, problems: readonly EditorProblem[]): void {
  if (!view) return;
  const { doc } = view.state;
  view.dispatch(
    setDiagnostics(
      view.state,
      problems.map((problem) => placeProblem(doc, problem)),
    ),
  );
}

function placeProblem(doc: Text, { message, severity = "error", line = 1, column }: EditorProblem): Diagnostic {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const start = Math.min(from + (column ?? 1) - 1, to);
  const end = column === undefined ? to : Math.min(start + 1, to);
  return { from: start, to: end, severity, message };
}

function showLine(view: EditorView | undefined, line: number | undefined): void {
  if (!view || line === undefined) return;
  const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
}
