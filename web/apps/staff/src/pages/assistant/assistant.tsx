import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";

import { useOfficer } from "../../officer";
import { Conversations } from "./conversations";
import { DeskTools } from "./desk-tools";
import { Drafting } from "./drafting";
import { Unknown } from "./unknown";

import "./assistant.css";

const parts = [
  { code: undefined, name: "Trò chuyện với người dân", needs: "receive_dossiers", show: Conversations },
  { code: "viec", name: "Hỏi, nhắc việc", needs: undefined, show: DeskTools },
  { code: "soan", name: "Soạn thảo", needs: undefined, show: Drafting },
  { code: "chua-hieu", name: "Câu chưa hiểu", needs: "manage_catalogue", show: Unknown },
] as const;

/** The assistant at an officer's side: conversations that wait, figures and quotes, drafts, what it must still learn. */
export function AssistantPage() {
  const officer = useOfficer();
  const { phan } = useSearch({ from: "/signed-in/tro-ly" });
  const navigate = useNavigate({ from: "/tro-ly" });
  useEffect(() => {
    document.title = "Trợ lý – Một Cửa";
  }, []);
  const open = parts.filter((part) => !part.needs || officer.permissions.includes(part.needs));
  const shown = open.find((part) => part.code === phan) ?? open[0]!;
  return (
    <>
      <div className="page-head"><h1>Trợ lý</h1></div>
      <div className="talk-parts" role="group" aria-label="Phần của trang">
        {open.map((part) => (
          <button key={part.name} type="button" className="talk-part" aria-pressed={part === shown} onClick={() => void navigate({ search: { phan: part.code } })}>{part.name}</button>
        ))}
      </div>
      <shown.show />
    </>
  );
}
