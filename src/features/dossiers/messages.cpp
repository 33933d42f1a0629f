#include "features/dossiers/work.hpp"
#include "features/notifications/notifications.hpp"
#include "platform/log.hpp"

// What an applicant is told by a short message.
namespace motcua::dossiers {

namespace {

// The sentence of the catalogue with the dossier's facts; no name and no number of a person goes out.
std::string filled_in(std::string_view sentence, const Dossier& d)
{
    std::string text(sentence);
    auto fill = [&text](std::string_view name, const std::string& value) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) text.replace(at, name.size(), value);
    };
    fill("{code}", d.code);
    fill("{due}", d.due_at ? short_time(*d.due_at) : "khi có thông báo");
    fill("{amount}", to_text(d.owed()));
    return text;
}

}  // namespace

void Work::notify(const StoredDossier& stored, std::string_view template_code)
{
    if (!stored.applicant_phone || !m_services.tells_applicants) return;
    const auto& d = stored.dossier;
    auto sentence = m_catalogue->notification(template_code);
    if (sentence.empty()) return log::error("the catalogue has no such notification", {{"code", std::string(template_code)}});
    auto once = d.code + "/" + std::to_string(d.version) + "/" + std::string(template_code);
    notifications::enqueue(m_db, {*stored.applicant_phone, filled_in(sentence, d), once, false}, m_now);
}

}  // namespace motcua::dossiers
