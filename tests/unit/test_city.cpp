#include "test_city.hpp"

#include "features/staff/store.hpp"
#include "platform/db/migrations.hpp"
#include "platform/json/json.hpp"
#include "source_path.hpp"

namespace motcua::testing {

using dossiers::Decision;
using staff::AgencyKind;

const std::shared_ptr<const catalogue::Snapshot>& shipped_catalogue()
{
    static const auto snapshot = [] {
        auto loaded = catalogue::load(motcua::testing::source_path("catalogue"));
        for (const auto& fault : loaded.faults) FAIL(catalogue::describe(fault));
        return loaded.snapshot;
    }();
    return snapshot;
}

Instant at(int day, int month, int hour, int minute)
{
    return instant_in_vietnam(make_day(2026, static_cast<unsigned>(month), static_cast<unsigned>(day)), MinuteOfDay(hour * 60 + minute));
}

AFiling::AFiling(std::string_view procedure_id)
{
    filing.procedure = procedure_id;
    filing.applicant.full_name = "Nguyễn Thị Mẫu";
    filing.applicant.personal_id = "031199000001";
    filing.applicant.phone = "0900000001";
    filing.applicant.address = "Thôn 1, xã Tân Minh";
    const auto* procedure = shipped_catalogue()->procedure_version(procedure_id, 1);
    if (!procedure) return;
    for (const auto& document : procedure->documents) {
        if (!document.required || document.present_only) continue;
        filing.documents.push_back({document.code, std::nullopt, document.originals + document.copies > 0 ? document.originals : 1, document.copies,
                                    std::nullopt, {}, std::nullopt});
    }
    // What conditions leave open an officer chooses: the first that has an amount.
    catalogue::FeeQuestion question;
    question.area = "hai-phong-cu";
    question.on = make_day(2026, 7, 2);
    for (const auto& group : catalogue::quote(*procedure, question).open_groups)
        for (const auto& fee : procedure->fees) {
            if (fee.group != group || !fee.amount || (fee.channel && *fee.channel != "direct")) continue;
            if (!filing.fee) filing.fee.emplace();
            filing.fee->chosen.push_back({group, fee.code});
            break;
        }
}

AFiling& AFiling::of(std::string full_name, std::string personal_id)
{
    filing.applicant.full_name = std::move(full_name);
    filing.applicant.personal_id = std::move(personal_id);
    return *this;
}

AFiling& AFiling::phone(std::string number)
{
    filing.applicant.phone = std::move(number);
    return *this;
}

AFiling& AFiling::in(std::string_view unit_code)
{
    filing.unit_code = unit_code;
    return *this;
}

AFiling& AFiling::returned_in(std::string_view unit_code)
{
    filing.return_unit_code = unit_code;
    return *this;
}

AFiling& AFiling::decide(Decision decision)
{
    filing.decision = decision;
    if (decision != Decision::receive) filing.reason = "Thiếu bản vẽ hoàn công";
    if (decision == Decision::request_supplement) filing.items = {"Bản vẽ hoàn công"};
    return *this;
}

AFiling& AFiling::forwarded_at_once()
{
    filing.forward_now = true;
    return *this;
}

AFiling a_filing(std::string_view procedure_id)
{
    return AFiling(procedure_id);
}

// Fills an empty database.
class TestCity::Builder {
public:
    Builder(db::Connection& connection, Instant now) : m_db(connection), m_now(now) {}

    void build()
    {
        m_city = staff::insert_agency(m_db, {{}, "31", AgencyKind::city, "Ủy ban nhân dân thành phố", std::nullopt, std::nullopt, "31", "H24", true});
        officer("quantri", m_city, {{m_city, "quan-tri"}});
        officer("kiemsoat", m_city, {{m_city, "kiem-soat"}});
        auto home = department("so-noi-vu", "Sở Nội vụ", "H24.13");
        officer("noivu", home, {{home, "chuyen-vien"}});
        officer("giamdocnoivu", home, {{home, "lanh-dao"}});
        auto construction = department("so-xay-dung", "Sở Xây dựng", "H24.17");
        officer("xaydung", construction, {{construction, "chuyen-vien"}});
        commune(tan_minh, "xã Tân Minh", "H24.158", "");
        commune(tien_minh, "xã Tiên Minh", "H24.159", ".khac");
    }

private:
    using Roles = std::vector<std::pair<AgencyId, std::string_view>>;

    AgencyId department(std::string code, std::string name, std::string identifier)
    {
        return staff::insert_agency(m_db, {{}, code, AgencyKind::department, std::move(name), m_city, std::nullopt, code, std::move(identifier), true});
    }

    void commune(std::string_view code, const std::string& name, std::string identifier, const std::string& suffix)
    {
        auto unit_code = std::string(code);
        auto unit = staff::insert_agency(m_db, {{}, unit_code, AgencyKind::commune, "Ủy ban nhân dân " + name, m_city, std::nullopt, unit_code,
                                                std::move(identifier), true});
        auto below = [&](std::string part, AgencyKind kind, std::string title) {
            return staff::insert_agency(m_db, {{}, unit_code + "/" + part, kind, std::move(title), unit, unit, unit_code, std::nullopt, true});
        };
        auto centre = below("trung-tam", AgencyKind::centre, "Trung tâm Phục vụ hành chính công " + name);
        auto economy = below("phong-kinh-te", AgencyKind::division, "Phòng Kinh tế " + name);
        auto office = below("van-phong", AgencyKind::division, "Văn phòng " + name);
        auto culture = below("phong-van-hoa-xa-hoi", AgencyKind::division, "Phòng Văn hóa - Xã hội " + name);
        auto police = below("cong-an", AgencyKind::division, "Công an " + name);
        officer("tiepnhan" + suffix, centre, {{centre, "tiep-nhan"}});
        officer("giamdoc" + suffix, centre, {{centre, "giam-doc"}, {unit, "giam-doc"}});
        officer("tructiep" + suffix, centre, {{centre, "chuyen-vien"}});
        officer("kinhte" + suffix, economy, {{economy, "chuyen-vien"}});
        officer("vanphong" + suffix, office, {{office, "chuyen-vien"}});
        officer("lanhdao" + suffix, unit, {{unit, "lanh-dao"}});
        officer("quanly" + suffix, unit, {{unit, "quan-tri"}});
        if (!suffix.empty()) return;
        officer("tiepnhan2", centre, {{centre, "tiep-nhan"}});
        officer("traketqua", centre, {{centre, "tra-ket-qua"}});
        officer("kinhte2", economy, {{economy, "chuyen-vien"}});
        officer("truongkinhte", economy, {{economy, "lanh-dao-phong"}});
        officer("vanhoa", culture, {{culture, "chuyen-vien"}});
        officer("congan", police, {{police, "chuyen-vien"}});
    }

    void officer(const std::string& username, AgencyId agency, const Roles& roles)
    {
        static const auto hash = crypto::hash_password(everybodys_password);
        static constexpr std::string_view names[] = {"Trần Văn Thử", "Lê Thị Ví Dụ", "Phạm Minh Mẫu", "Hoàng Thị Giả", "Vũ Đức Thí"};
        auto name = std::string(names[m_officers++ % std::size(names)]);
        auto id = staff::insert_officer(m_db, {{}, username, name, "Công chức " + username, agency, false, true, 1}, hash, m_now);
        for (const auto& [where, code] : roles)
            for (const auto& role : shipped_catalogue()->roles())
                if (role.code == code) staff::insert_role(m_db, id, where, role);
    }

    db::Connection& m_db;
    Instant m_now;
    AgencyId m_city;
    std::size_t m_officers = 0;
};

namespace {

db::Database& filled(db::Database& database, const std::function<void(db::Connection&)>& fill)
{
    database.write(fill);
    return database;
}

}  // namespace

TestCity::TestCity(db::Database& database, Instant start)
    : db(filled(database, [start](db::Connection& c) { Builder(c, start).build(); })), clock(start), catalogue(shipped_catalogue()),
      vault(std::string(32, 'k')), staff(db, clock, catalogue, vault), people(vault),
      dossiers({db, clock, catalogue, staff, people, vault, "https://thu.example/tra-cuu?ma=",
                [this](const motcua::dossiers::Change& change) { changes.push_back(change); }})
{
}

Actor TestCity::as(std::string_view username)
{
    auto token = crypto::random_token();
    auto officer = staff.find_officer(username);
    REQUIRE_MESSAGE(officer, "no officer ", username);
    db.write([&](db::Connection& c) {
        staff::StaffStore(c).add_session(crypto::sha256_hex(token), officer->id, clock.now(), clock.now() + std::chrono::hours(1));
    });
    return staff.actor_of(token);
}

AgencyId TestCity::agency(std::string_view code) const
{
    const auto* found = staff.directory()->find(code);
    REQUIRE_MESSAGE(found, "no agency ", code);
    return found->id;
}

dossiers::Summary TestCity::file(std::string_view username, const dossiers::Filing& filing)
{
    return dossiers.file(as(username), filing);
}

std::string TestCity::dossier_at(Stage stage, const AFiling& filing)
{
    auto summary = file("tiepnhan", filing);
    const auto& code = summary.code;
    if (stage >= Stage::forwarded) summary = dossiers.forward(as("tiepnhan"), code, summary.version, std::nullopt);
    if (stage >= Stage::examined) summary = dossiers.forward(as("kinhte"), code, summary.version, "Đủ điều kiện");
    if (stage >= Stage::reviewed) summary = dossiers.forward(as("truongkinhte"), code, summary.version, std::nullopt);
    if (stage >= Stage::approved)
        summary = dossiers.approve(as("lanhdao"), code, summary.version, motcua::dossiers::Outcome::granted, std::nullopt, std::nullopt);
    if (stage >= Stage::resolved)
        summary = dossiers.record_result(as("kinhte"), code, summary.version, {"12/GP-UBND", "Giấy phép thi công", std::nullopt, {}, std::nullopt});
    if (stage >= Stage::returned) summary = dossiers.hand_over(as("traketqua"), code, summary.version, false, "receipt", std::nullopt);
    return code;
}

dossiers::StoredDossier TestCity::stored(std::string_view code)
{
    auto found = db.read([&](db::Connection& c) { return motcua::dossiers::DossierStore(c).find(code); });
    REQUIRE_MESSAGE(found, "no dossier ", code);
    return *found;
}

std::vector<journal::Entry> TestCity::journal_of(std::string_view code)
{
    auto id = dossier(code).id;
    return db.read([&](db::Connection& c) { return journal::entries(c, id); });
}

std::vector<std::string> TestCity::acts_of(std::string_view code)
{
    std::vector<std::string> acts;
    for (const auto& entry : journal_of(code)) acts.push_back(entry.act);
    return acts;
}

std::vector<std::string> TestCity::messages()
{
    return db.read([](db::Connection& c) { return db::query<std::string>(c, "SELECT payload FROM job WHERE kind = 'send_message' ORDER BY id"); });
}

std::int64_t TestCity::count(std::string_view sql)
{
    return db.read([&](db::Connection& c) { return db::one<std::int64_t>(c, sql); });
}

void TestCity::execute(std::string_view sql)
{
    db.write([&](db::Connection& c) { db::execute(c, sql); });
}

void for_each_city(const std::function<void(TestCity&)>& body)
{
    db::for_each_database([&](db::Database& database) {
        TestCity city(database);
        body(city);
    });
}

void in_one_city(const std::function<void(TestCity&)>& body)
{
    auto database = db::open({.url = "sqlite::memory:", .readers = 1});
    db::migrate(*database, db::all_migrations());
    TestCity city(*database);
    body(city);
}

namespace {

class WatchedConnection : public db::Connection {
public:
    WatchedConnection(db::Connection& inner, const std::function<void(std::string_view)>& before) : m_inner(inner), m_before(before) {}

    std::int64_t run(std::string_view sql, std::span<const db::Parameter> parameters, const std::function<void(const db::Row&)>& each) override
    {
        if (m_before) m_before(sql);
        return m_inner.run(sql, parameters, each);
    }
    void submit(std::string_view sql, std::span<const db::Parameter> parameters) override
    {
        if (m_before) m_before(sql);
        m_inner.submit(sql, parameters);
    }
    void ask(std::string_view sql, std::span<const db::Parameter> parameters, std::function<void(const db::Row*)> each) override
    {
        if (m_before) m_before(sql);
        m_inner.ask(sql, parameters, std::move(each));
    }
    void settle() override { m_inner.settle(); }
    void run_in_parts(std::string_view sql, std::span<const db::Parameter> parameters, const std::function<void(const db::Row&)>& each) override
    {
        if (m_before) m_before(sql);
        m_inner.run_in_parts(sql, parameters, each);
    }
    void run_script(std::string_view sql) override { m_inner.run_script(sql); }
    void after_commit(std::function<void()> action) override { m_inner.after_commit(std::move(action)); }
    bool is_postgres() const override { return m_inner.is_postgres(); }
    std::int64_t statements_run() const override { return m_inner.statements_run(); }

private:
    db::Connection& m_inner;
    const std::function<void(std::string_view)>& m_before;
};

}  // namespace

InterleavedDatabase::Task InterleavedDatabase::watched(const Task& task)
{
    return [this, &task](db::Connection& inner) {
        WatchedConnection connection(inner, before_statement);
        task(connection);
    };
}

void InterleavedDatabase::run_read(const Task& task)
{
    m_inner.read(watched(task));
}

void InterleavedDatabase::run_read_consistent(const Task& task)
{
    m_inner.read_consistent(watched(task));
}

void InterleavedDatabase::run_write(const Task& task)
{
    if (before_write) std::exchange(before_write, nullptr)();
    m_inner.write(watched(task));
}

}  // namespace motcua::testing
