import { FilePicker, useAdding } from "@motcua/kit";
import { useState } from "react";

import { api, messageOf } from "../services";

export interface NamedFile {
  digest: string;
  name: string;
}

interface Props {
  id?: string;
  label?: string;
  files: NamedFile[];
  onChange(files: NamedFile[]): void;
}

/** Files that are sent to the server as they are chosen; what is kept here is their digests and names. */
export function Files({ id, label, files, onChange }: Props) {
  const add = useAdding(files, onChange);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const take = async (chosen: File[]) => {
    setSending(true);
    setFailure(undefined);
    try {
      const stored = await Promise.all(chosen.map((file) => api.storeFile(file)));
      add(stored.map((file) => ({ digest: file.digest, name: file.name })));
    } catch (error) {
      setFailure(messageOf(error));
    }
    setSending(false);
  };
  return (
    <div className="files">
      {files.map((file) => (
        <div key={file.digest} className="small">
          {file.name} <button type="button" className="button-link" onClick={() => onChange(files.filter((f) => f !== file))}>Bỏ<span className="visually-hidden"> {file.name}</span></button>
        </div>
      ))}
      <FilePicker id={id} label={label} isSending={isSending} onFiles={(chosen) => void take(chosen)} />
      {failure && <p className="field-error" role="alert">{failure}</p>}
    </div>
  );
}
