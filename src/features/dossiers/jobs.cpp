#include "features/dossiers/jobs.hpp"

#include "features/dossiers/notification.hpp"
#include "features/dossiers/store.hpp"
#include "features/notifications/notifications.hpp"
#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

// The sentence of the catalogue with the dossier's facts; no name and no number of a person goes out.
std::string text_for(const std::string& sentence, const Dossier& d)
{
    std::string text = sentence;
    auto fill = [&text](std::string_view name, const std::string& value) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) text.replace(at, name.size(), value);
    };
    fill("{code}", d.code);
    fill("{due}", d.due_at ? short_time(*d.due_at) : "khi có thông báo");
    fill("{amount}", to_text(d.owed()));
    return text;
}

}  // namespace

void add_jobs(jobs::Runner& runner, const Services& services)
{
    runner.on("notify_applicant", [&services](const jobs::Job& job) {
        auto wanted = json::read<Notification>(job.payload);
        services.db.write([&](db::Connection& c) {
            auto stored = DossierStore(c).find(wanted.code);
            if (!stored || !stored->applicant_phone) return;
            auto sentence = std::string(services.catalogue.now()->notification(wanted.template_code));
            if (sentence.empty()) throw jobs::PermanentFailure("the catalogue has no notification " + wanted.template_code);
            notifications::enqueue(c, {*stored->applicant_phone, text_for(sentence, stored->dossier), job.dedupe_key, false}, services.clock.now());
        });
    });
}

}  // namespace motcua::dossiers
