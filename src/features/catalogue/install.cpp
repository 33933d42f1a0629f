#include <algorithm>

#include "features/catalogue/catalogue.hpp"
#include "features/catalogue/store.hpp"

namespace motcua::catalogue {

namespace {

using EntryKey = std::tuple<EntryKind, std::string_view, int>;
EntryKey key_of(const Entry& entry) { return {entry.kind, entry.id, entry.version}; }

// What is loaded against what was recorded: decides, and changes nothing.
class Comparison {
public:
    Comparison(db::Connection& c, const Snapshot& snapshot, const std::vector<Entry>& recorded, const CountUses& count)
        : m_db(c), m_snapshot(snapshot), m_recorded(recorded), m_count(count)
    {
    }

    InstallReport report()
    {
        std::map<EntryKey, const Entry*> recorded, loaded;
        for (const auto& entry : m_recorded) recorded[key_of(entry)] = &entry;
        for (const auto& entry : m_snapshot.entries()) loaded[key_of(entry)] = &entry;
        for (const auto& [key, entry] : loaded) {
            auto before = recorded.find(key);
            if (before == recorded.end()) m_report.changes.push_back({InstallChange::added, *entry, open_of_older(*entry)});
            else if (before->second->digest != entry->digest) changed(*entry);
            else if (before->second->effective_to != entry->effective_to)
                m_report.changes.push_back({InstallChange::ended, *entry, uses_of(*entry).open});
            else ++m_report.unchanged;
        }
        for (const auto& [key, entry] : recorded)
            if (!loaded.contains(key)) gone(*entry);
        return std::move(m_report);
    }

private:
    void changed(const Entry& entry)
    {
        auto uses = uses_of(entry);
        if (uses.open > 0) m_report.faults.push_back({InstallFault::Kind::changed_in_use, entry, uses});
        else m_report.changes.push_back({InstallChange::changed, entry, 0});
    }

    void gone(const Entry& entry)
    {
        auto uses = uses_of(entry);
        if (uses.all > 0) m_report.faults.push_back({InstallFault::Kind::gone_in_use, entry, uses});
        else m_report.changes.push_back({InstallChange::removed, entry, 0});
    }

    Uses uses_of(const Entry& entry) const
    {
        if (entry.kind != EntryKind::form) return m_count(m_db, entry.kind, entry.id, entry.version);
        Uses uses;
        for (const auto& other : m_snapshot.entries()) {
            const auto* procedure = other.kind == EntryKind::procedure ? m_snapshot.procedure_version(other.id, other.version) : nullptr;
            if (!procedure || procedure->form != entry.id) continue;
            auto its = m_count(m_db, EntryKind::procedure, other.id, other.version);
            uses.open += its.open;
            uses.all += its.all;
        }
        return uses;
    }

    std::int64_t open_of_older(const Entry& entry) const
    {
        std::int64_t open = 0;
        for (const auto& other : m_recorded)
            if (other.kind == entry.kind && other.id == entry.id && other.version < entry.version) open += uses_of(other).open;
        return open;
    }

    db::Connection& m_db;
    const Snapshot& m_snapshot;
    const std::vector<Entry>& m_recorded;
    const CountUses& m_count;
    InstallReport m_report;
};

void record(VersionStore& store, const InstallReport& report, Instant now)
{
    for (const auto& change : report.changes) {
        switch (change.change) {
        case InstallChange::added: store.add(change.entry, now); break;
        case InstallChange::changed:
        case InstallChange::ended: store.change(change.entry, now); break;
        case InstallChange::removed: store.remove(change.entry); break;
        }
    }
}

std::string title_of(const Entry& entry)
{
    std::string_view kind = entry.kind == EntryKind::procedure ? "thủ tục" : entry.kind == EntryKind::form ? "biểu mẫu" : "quy trình";
    return std::string(kind) + " " + entry.id + " phiên bản " + std::to_string(entry.version) + " “" + entry.name + "”";
}

std::string sentence_of(const InstalledEntry& change)
{
    auto dossiers = [&](std::string_view rest) {
        return change.open_dossiers > 0 ? "; " + std::to_string(change.open_dossiers) + " hồ sơ đang giải quyết " + std::string(rest) : std::string();
    };
    auto title = title_of(change.entry);
    switch (change.change) {
    case InstallChange::added: {
        auto from = change.entry.effective_from ? ", từ " + short_date(*change.entry.effective_from) : std::string();
        return "+ Thêm " + title + from + dossiers("vẫn theo phiên bản trước");
    }
    case InstallChange::changed: return "~ Sửa " + title;
    case InstallChange::ended: {
        auto until = change.entry.effective_to ? " đến hết " + short_date(*change.entry.effective_to) : std::string(" không hạn định");
        return "~ Áp dụng " + title + until + dossiers("vẫn theo phiên bản này");
    }
    case InstallChange::removed: break;
    }
    return "- Bỏ " + title;
}

std::string sentence_of(const InstallFault& fault)
{
    auto title = title_of(fault.entry);
    if (fault.kind == InstallFault::Kind::gone_in_use)
        return "! Thiếu tệp của " + title + ": " + std::to_string(fault.uses.all) + " hồ sơ dùng phiên bản này. Xin trả tệp về chỗ cũ.";
    auto next = fault.entry.id + ".v" + std::to_string(fault.entry.version + 1) + ".toml";
    return "! Không được sửa tệp của " + title + ": " + std::to_string(fault.uses.open) +
           " hồ sơ đang giải quyết dùng phiên bản này. Xin trả tệp về như cũ và ghi nội dung mới vào tệp phiên bản sau, ví dụ " + next + ".";
}

}  // namespace

InstallReport install(db::Database& db, const Snapshot& snapshot, Instant now, const CountUses& count)
{
    return db.write([&](db::Connection& c) {
        VersionStore store(c);
        auto recorded = store.all();
        auto report = Comparison(c, snapshot, recorded, count).report();
        if (!report.is_refused()) record(store, report, now);
        return report;
    });
}

std::string describe(const InstallReport& report)
{
    std::string text;
    for (const auto& fault : report.faults) text += sentence_of(fault) + "\n";
    for (const auto& change : report.changes) text += sentence_of(change) + "\n";
    auto count = [&](InstallChange wanted) {
        return std::to_string(std::count_if(report.changes.begin(), report.changes.end(), [&](const auto& one) { return one.change == wanted; }));
    };
    if (report.is_refused()) return text + "Danh mục chưa được nạp: " + std::to_string(report.faults.size()) + " lỗi ở trên.\n";
    return text + "Đã nạp danh mục: thêm " + count(InstallChange::added) + ", sửa " + count(InstallChange::changed) + ", đổi thời gian áp dụng " +
           count(InstallChange::ended) + ", bỏ " + count(InstallChange::removed) + ", giữ nguyên " + std::to_string(report.unchanged) + ".\n";
}

}  // namespace motcua::catalogue
