import { Button } from "@mantine/core";
import { sizeText } from "@motcua/text";
import { useState } from "react";

import type { Detail } from "../../services";

type StoredFile = Detail["documents"][number]["files"][number];

/** The papers with their scans; one scan is shown beside the form so that both can be read together. */
export function Papers({ dossier }: { dossier: Detail }) {
  const files = [...dossier.result_files, ...dossier.documents.flatMap((document) => document.files)];
  const [chosen, setChosen] = useState<string>();
  const shown = files.find((file) => file.digest === chosen) ?? files[0];
  return (
    <section className="panel" aria-labelledby="giay-to">
      <h2 id="giay-to">Giấy tờ</h2>
      {dossier.documents.length === 0 && <p className="quiet">Không có giấy tờ nào.</p>}
      <ul className="paper-list">
        {dossier.documents.map((document) => (
          <li key={document.code}>
            <div>{document.name}</div>
            <div className="quiet small">
              {[document.originals > 0 && `${document.originals} bản chính`, document.originals_returned > 0 && `đã trả lại ${document.originals_returned}`, document.copies > 0 && `${document.copies} bản sao`, document.reused && "dữ liệu có sẵn", document.note].filter(Boolean).join(" · ")}
            </div>
            {document.files.map((file) => (
              <button key={file.digest} type="button" className="scan" aria-pressed={shown === file} onClick={() => setChosen(file.digest)}>
                {file.name} <span className="quiet">{sizeText(file.size)}</span>
              </button>
            ))}
          </li>
        ))}
      </ul>
      {dossier.result_files.length > 0 && (
        <>
          <h3>Kết quả</h3>
          {dossier.result_files.map((file) => (
            <button key={file.digest} type="button" className="scan" aria-pressed={shown === file} onClick={() => setChosen(file.digest)}>{file.name} <span className="quiet">{sizeText(file.size)}</span></button>
          ))}
        </>
      )}
      {shown && <Viewer code={dossier.code} file={shown} />}
    </section>
  );
}

function Viewer({ code, file }: { code: string; file: StoredFile }) {
  const address = `/api/dossiers/${encodeURIComponent(code)}/files/${file.digest}`;
  return (
    <div className="viewer">
      <div className="panel-head">
        <strong className="small">{file.name}</strong>
        <Button component="a" size="compact-sm" variant="default" href={address} target="_blank" rel="noopener">Mở riêng</Button>
      </div>
      {file.media_type.startsWith("image/") && <img src={address} alt={file.name} />}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- Chromium shows no PDF in a sandboxed frame. */}
      {file.media_type === "application/pdf" && <iframe src={address} title={file.name} />}
    </div>
  );
}
