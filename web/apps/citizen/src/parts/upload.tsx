import { describedBy, Field, FilePicker, useAdding } from "@motcua/kit";
import { say } from "@motcua/text";
import { useState } from "react";

import { api, messageOf } from "../services";
import { shrunk } from "./shrink";

const names = new Map<string, string>();

/** What a file was called when it was sent from this device. */
export const nameOfFile = (digest: string) => names.get(digest) ?? say("Tệp đã tải lên");
export const rememberName = (digest: string, name: string) => void names.set(digest, name);

export async function store(file: File) {
  const kept = await api.upload(await shrunk(file));
  rememberName(kept.digest, kept.name);
  return kept;
}

interface UploadProps {
  id: string;
  label: string;
  hint?: string;
  error?: string;
  files: string[];
  onChange(files: string[]): void;
  /** How many are on their way. */
  onSending?(count: number): void;
}

/** Photos and files of one paper: by the camera, or from the device. */
export function Upload({ id, label, hint, error, files, onChange, onSending }: UploadProps) {
  const [sending, setSending] = useState(0);
  const add = useAdding(files, (all) => onChange([...new Set(all)]));
  const [failure, setFailure] = useState<string>();
  const take = async (chosen: File[]) => {
    setSending(chosen.length);
    onSending?.(chosen.length);
    setFailure(undefined);
    for (const file of chosen) {
      try {
        add([(await store(file)).digest]);
      } catch (problem) {
        setFailure(`${file.name}: ${messageOf(problem)}`);
      }
    }
    setSending(0);
    onSending?.(0);
  };
  const shown = failure ?? error;
  return (
    <Field id={id} label={label} hint={hint} error={shown}>
      {files.length > 0 && (
        <ul className="files">
          {files.map((digest) => (
            <li key={digest}>
              <span className="file-name">{nameOfFile(digest)}</span>
              <button type="button" className="button-link" onClick={() => onChange(files.filter((one) => one !== digest))}>
                {say("Bỏ")}<span className="visually-hidden"> {nameOfFile(digest)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <FilePicker id={id} text="Chụp ảnh" camera isSending={sending > 0} label={say("Chụp ảnh: {what}", { what: label })} describedBy={describedBy(id, hint, shown)} onFiles={(chosen) => void take(chosen)} />
        <FilePicker text="Chọn tệp" isSending={sending > 0} label={say("Chọn tệp: {what}", { what: label })} onFiles={(chosen) => void take(chosen)} />
      </div>
      <p className="visually-hidden" role="status">{sending > 0 ? say("Đang tải…") : say("{count} tệp", { count: files.length })}</p>
    </Field>
  );
}
