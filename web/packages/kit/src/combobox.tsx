import { say } from "@motcua/text";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";

export interface ComboboxProps<T> {
  id: string;
  /** Where no label stands beside the field. */
  label?: string;
  /** The text in the field while nothing is being typed. */
  chosenText: string;
  placeholder?: string;
  describedBy?: string;
  invalid?: boolean;
  emptyText?: string;
  find(question: string): T[] | Promise<T[]>;
  keyOf(item: T): string;
  textOf(item: T): string;
  render?(item: T): ReactNode;
  onChoose(item: T | undefined): void;
}

/** Answers of the newest question only, asked a moment after the last key. */
function useFound<T>(question: string | undefined, find: (question: string) => T[] | Promise<T[]>) {
  const [found, setFound] = useState<T[]>();
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    if (question === undefined) {
      setFound(undefined);
      return;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      void Promise.resolve(latest.current(question)).then((items) => !isStale && setFound(items)).catch(() => !isStale && setFound([]));
    }, 120);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [question]);
  return found;
}

/** A field with a list of suggestions, by the keyboard alone too (the combobox pattern of WAI-ARIA 1.2). */
export function Combobox<T>(props: ComboboxProps<T>) {
  const { id, keyOf, textOf, onChoose } = props;
  const [question, setQuestion] = useState<string>();
  const [at, setAt] = useState(0);
  const found = useFound(question, props.find);
  const isOpen = question !== undefined && found !== undefined;
  const close = () => setQuestion(undefined);
  // What was chosen may become known after the field has the focus: typing still replaces it, at once, and keeps what is typed already.
  const input = useRef<HTMLInputElement>(null);
  const { chosenText } = props;
  useLayoutEffect(() => {
    const field = input.current;
    if (field && chosenText && field.value === chosenText && document.activeElement === field) field.select();
  }, [chosenText]);
  const choose = (item: T | undefined) => {
    onChoose(item);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return setQuestion("");
      const size = found.length || 1;
      setAt((at + (event.key === "ArrowDown" ? 1 : size - 1)) % size);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (found[at]) choose(found[at]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="combobox">
      <input ref={input} className="input" id={id} role="combobox" autoComplete="off" aria-autocomplete="list" aria-label={props.label} aria-expanded={isOpen}
        aria-controls={`${id}-list`} aria-activedescendant={isOpen && found[at] ? `${id}-option-${at}` : undefined}
        aria-describedby={props.describedBy} aria-invalid={props.invalid || undefined} placeholder={props.placeholder}
        value={question ?? chosenText} onKeyDown={onKeyDown} onBlur={close} onFocus={(e) => e.currentTarget.select()}
        onInput={(e) => {
          setAt(0);
          setQuestion(e.currentTarget.value);
          if (e.currentTarget.value === "") onChoose(undefined);
        }} />
      <div className="combobox-list" id={`${id}-list`} role="listbox" aria-label={props.placeholder ?? say("Gợi ý")} hidden={!isOpen}>
        {isOpen && found.length === 0 && <div className="combobox-empty" role="option" aria-selected={false} aria-disabled tabIndex={-1}>{props.emptyText ?? say("Không tìm thấy.")}</div>}
        {isOpen && found.map((item, i) => (
          <div className="combobox-option" id={`${id}-option-${i}`} key={keyOf(item)} role="option" aria-selected={i === at} tabIndex={-1}
            onMouseDown={(e) => e.preventDefault()} onMouseMove={() => setAt(i)} onClick={() => choose(item)}>
            {props.render ? props.render(item) : textOf(item)}
          </div>
        ))}
      </div>
    </div>
  );
}
