import { say } from "@motcua/text";
import { useLayoutEffect, useRef } from "react";

export interface FilePickerProps {
  id?: string;
  /** Which paper the files are for; read out with the button. */
  label?: string;
  describedBy?: string;
  isSending?: boolean;
  /** On the button; "Thêm tệp" otherwise. */
  text?: string;
  /** Opens the camera of a phone at once. */
  camera?: boolean;
  onFiles(files: File[]): void;
}

/** A button in our own language, where the browser would show one in its. */
export function FilePicker({ id, label, describedBy, isSending, text = "Thêm tệp", camera, onFiles }: FilePickerProps) {
  return (
    <span className="file-button">
      <span aria-hidden="true">{say(isSending ? "Đang tải…" : text)}</span>
      <input id={id} type="file" multiple={!camera} accept={camera ? "image/*" : "image/*,application/pdf"} capture={camera ? "environment" : undefined} aria-label={label} aria-describedby={describedBy} onChange={(e) => {
        const files = [...(e.currentTarget.files ?? [])];
        e.currentTarget.value = "";
        if (files.length > 0) onFiles(files);
      }} />
    </span>
  );
}

/** Adds files once they have been sent: what was typed, ticked or sent beside them meanwhile stays. */
export function useAdding<One>(files: One[], onChange: (files: One[]) => void): (added: One[]) => void {
  const latest = useRef({ files, onChange });
  useLayoutEffect(() => {
    latest.current = { files, onChange };
  });
  return (added) => latest.current.onChange([...latest.current.files, ...added]);
}
