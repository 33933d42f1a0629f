#include "features/simulation/city.hpp"

#include <stdexcept>

#include "features/staff/staff.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/text/text.hpp"

namespace motcua::simulation {

namespace {

using staff::AgencyKind;

constexpr std::size_t specialists_in_departments = 32;   // With the communes' and the departments' own: 5,190 in all of Hải Phòng
constexpr int officers_a_commune = 45;

// Who works in a commune besides the four whose names are promised: prefix, title, role, where, how many.
struct Crew {
    std::string_view prefix;
    std::string_view title;
    std::string_view role;
    std::string_view at;      // "" the commune itself, "trung-tam", or a division's kind
    int count;
    bool at_centre = false;   // Works at the centre's desks too, where things are done while the citizen waits
};
constexpr Crew crews[] = {
    {"tiepnhan", "Công chức một cửa", "tiep-nhan", "trung-tam", 7},
    {"traketqua", "Công chức trả kết quả", "tra-ket-qua", "trung-tam", 2},
    {"vanphong", "Công chức tư pháp - hộ tịch", "chuyen-vien", "van-phong", 6, true},
    {"kinhte", "Công chức địa chính - xây dựng", "chuyen-vien", "phong-kinh-te", 8},
    {"vanhoa", "Công chức văn hóa - xã hội", "chuyen-vien", "phong-van-hoa-xa-hoi", 6},
    {"congan", "Cán bộ Công an xã", "chuyen-vien", "cong-an", 5},
    {"quansu", "Trợ lý Ban Chỉ huy quân sự", "chuyen-vien", "ban-chi-huy-quan-su", 1},
    {"truongphong", "Trưởng phòng", "lanh-dao-phong", "phong-kinh-te", 1},
    {"truongphong-vhxh", "Trưởng phòng", "lanh-dao-phong", "phong-van-hoa-xa-hoi", 1},
    {"chanhvanphong", "Chánh Văn phòng", "lanh-dao-phong", "van-phong", 1},
    {"truongcongan", "Trưởng Công an", "lanh-dao", "cong-an", 1},
    {"phochutich", "Phó Chủ tịch Ủy ban nhân dân", "lanh-dao", "", 2},
};

constexpr std::string_view keeper = "quantri";

enum class Staffing { invented, keeper_alone };

class City {
public:
    City(db::Connection& connection, const catalogue::Snapshot& catalogue, std::string hash, Instant now, Staffing staffing)
        : m_db(connection), m_catalogue(catalogue), m_hash(std::move(hash)), m_now(now), m_staffing(staffing)
    {
    }

    CityFacts build()
    {
        staff::Agency city{{}, "31", AgencyKind::city, "Ủy ban nhân dân thành phố Hải Phòng", std::nullopt, std::nullopt, "31", "H24", true};
        m_city = add(city);
        officer(std::string(keeper), "Quản trị hệ thống", m_city, {{m_city, "quan-tri"}});
        officer("kiemsoat", "Kiểm soát viên thủ tục hành chính", m_city, {{m_city, "kiem-soat"}});
        for (const auto& department : m_catalogue.departments()) build_department(department);
        for (const auto& unit : m_catalogue.units()) build_commune(unit);
        fill_up_departments();
        return m_facts;
    }

private:
    using Roles = std::vector<std::pair<AgencyId, std::string_view>>;

    AgencyId add(const staff::Agency& agency)
    {
        ++m_facts.agencies;
        return staff::insert_agency(m_db, agency);
    }

    AgencyId add_below(AgencyId parent, AgencyId unit, const std::string& unit_code, std::string_view code, AgencyKind kind, std::string name)
    {
        return add({{}, unit_code + "/" + std::string(code), kind, std::move(name), parent, unit, unit_code, std::nullopt, true});
    }

    const catalogue::Role& role(std::string_view code) const
    {
        for (const auto& role : m_catalogue.roles())
            if (role.code == code) return role;
        throw std::runtime_error("the catalogue has no role " + std::string(code));
    }

    void officer(std::string username, std::string_view title, AgencyId agency, const Roles& roles)
    {
        bool is_real = m_staffing == Staffing::keeper_alone;
        if (is_real && username != keeper) return;
        auto n = static_cast<std::uint64_t>(m_facts.officers++);
        staff::Officer o{{}, std::move(username), is_real ? std::string(title) : invented_name(n, n % 5 < 3), std::string(title), agency, is_real, true, 1};
        auto id = staff::insert_officer(m_db, o, m_hash, m_now);
        for (const auto& [where, code] : roles) staff::insert_role(m_db, id, where, role(code));
    }

    void build_department(const catalogue::Department& d)
    {
        auto id = add({{}, d.code, AgencyKind::department, d.name, m_city, std::nullopt, d.code, d.agency_identifier, true});
        m_departments.emplace_back(d.code, id);
        officer("chuyenvien." + d.code, "Chuyên viên", id, {{id, "chuyen-vien"}});
        officer("lanhdao." + d.code, "Giám đốc", id, {{id, "lanh-dao"}});
    }

    void build_commune(const catalogue::Unit& unit)
    {
        auto name = text::lower(unit.type) + " " + unit.name;
        auto commune = add({{}, unit.code, AgencyKind::commune, "Ủy ban nhân dân " + name, m_city, std::nullopt, unit.code, unit.agency_identifier, true});
        std::map<std::string, AgencyId, std::less<>> places{{"", commune}};
        auto centre = places["trung-tam"] =
            add_below(commune, commune, unit.code, "trung-tam", AgencyKind::centre, "Trung tâm Phục vụ hành chính công " + name);
        add_below(centre, commune, unit.code, "diem-1", AgencyKind::intake_point, "Điểm tiếp nhận số 1");
        for (int i = 1; i <= 4; ++i)
            add_below(centre, commune, unit.code, "quay-" + std::to_string(i), AgencyKind::counter, "Quầy số " + std::to_string(i));
        for (const auto& kind : m_catalogue.division_kinds()) {
            bool here = kind.unit_types.empty() || std::find(kind.unit_types.begin(), kind.unit_types.end(), unit.type) != kind.unit_types.end();
            if (here) places[kind.code] = add_below(commune, commune, unit.code, kind.code, AgencyKind::division, kind.name);
        }

        auto before = m_facts.officers;
        officer("tiepnhan." + unit.slug, "Công chức một cửa", centre, {{centre, "tiep-nhan"}});
        Roles everywhere, signs;
        for (const auto& [kind, id] : places) everywhere.emplace_back(id, "chuyen-vien");
        for (const auto* kind : {"", "phong-kinh-te", "cong-an", "ban-chi-huy-quan-su"})
            if (places.count(kind)) signs.emplace_back(places[kind], "lanh-dao");
        officer("chuyenvien." + unit.slug, "Công chức chuyên môn", places.at("van-phong"), everywhere);
        officer("lanhdao." + unit.slug, "Chủ tịch Ủy ban nhân dân", commune, signs);
        officer("giamdoc." + unit.slug, "Giám đốc Trung tâm", centre, {{centre, "giam-doc"}, {commune, "giam-doc"}});
        for (const auto& crew : crews) {
            auto where = places.find(crew.at);
            if (where == places.end()) continue;
            Roles roles{{where->second, crew.role}};
            if (crew.at_centre) roles.emplace_back(centre, crew.role);
            for (int i = 1; i <= crew.count; ++i)
                officer(std::string(crew.prefix) + "-" + std::to_string(i) + "." + unit.slug, crew.title, where->second, roles);
        }
        if (m_staffing == Staffing::invented && m_facts.officers - before != officers_a_commune) throw std::logic_error("a commune has 45 officers");
    }

    void fill_up_departments()
    {
        for (std::size_t i = 0; i < specialists_in_departments && !m_departments.empty(); ++i) {
            const auto& [code, id] = m_departments[i % m_departments.size()];
            officer("chuyenvien-" + std::to_string(2 + i / m_departments.size()) + "." + code, "Chuyên viên", id, {{id, "chuyen-vien"}});
        }
    }

    db::Connection& m_db;
    const catalogue::Snapshot& m_catalogue;
    std::string m_hash;
    Instant m_now;
    Staffing m_staffing;
    AgencyId m_city;
    std::vector<std::pair<std::string, AgencyId>> m_departments;
    CityFacts m_facts;
};

CityFacts build(db::Database& database, const Clock& clock, const catalogue::Snapshot& catalogue, std::string_view password, Staffing staffing)
{
    auto hash = crypto::hash_password(password);
    return database.write([&](db::Connection& c) { return City(c, catalogue, hash, clock.now(), staffing).build(); });
}

}  // namespace

bool is_empty(db::Database& database)
{
    return database.read([](db::Connection& c) { return db::one<std::int64_t>(c, "SELECT COUNT(*) FROM agency") == 0; });
}

CityFacts build_city(db::Database& database, const Clock& clock, const catalogue::Snapshot& catalogue, std::string_view password)
{
    return build(database, clock, catalogue, password, Staffing::invented);
}

CityFacts found_city(db::Database& database, const Clock& clock, const catalogue::Snapshot& catalogue, std::string_view password)
{
    return build(database, clock, catalogue, password, Staffing::keeper_alone);
}

}  // namespace motcua::simulation
