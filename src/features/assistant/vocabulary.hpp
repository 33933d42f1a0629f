#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/time.hpp"
#include "platform/config/toml.hpp"
#include "platform/json/type.hpp"

// What the files of catalogue/assistant hold: how people say things, what is said back. A file may hold any of the lists; those of
// all files and folders are put together, a commune's own after the city's.
namespace motcua::assistant {

// How the assistant behaves towards a message; the names are API.
enum class Behavior { answer, clarify, refuse, redirect, escalate, smalltalk };
BOOST_DESCRIBE_ENUM(Behavior, answer, clarify, refuse, redirect, escalate, smalltalk)

struct WordClass {
    std::string name;                        // "người": patterns call it @người
    std::vector<std::string> words;          // Each one word or several
};
BOOST_DESCRIBE_STRUCT(WordClass, (), (name, words))

// What a message asks about a procedure: "fee", "processing_time". The first of two that are found is the earlier in the list.
struct Topic {
    std::string code;
    std::string name;                        // "lệ phí"
    std::string next;                        // The suggestion: "Lệ phí bao nhiêu?"
    std::vector<std::string> cues;           // Patterns
    std::vector<std::string> weak_cues;      // That ask in general too: "làm thế nào"
    std::vector<std::string> yields_to;      // Dropped when one of these is found
    bool service_only = false;               // Asked of the centre, not of a procedure
};
BOOST_DESCRIBE_STRUCT(Topic, (), (code, name, next, cues, weak_cues, yields_to, service_only))

// How people call a procedure beyond its name and aliases, and the events of life that need it.
struct ProcedureSayings {
    std::string id;
    std::vector<std::string> say;
    std::vector<std::string> parts;          // Of one that joins others: their ids, named when it answers
};
BOOST_DESCRIBE_STRUCT(ProcedureSayings, (), (id, say, parts))

// What people ask of the centre itself: hours, address, hotline.
struct Service {
    std::string topic;                       // "opening_hours": what the answer is about
    Behavior behavior = Behavior::answer;
    std::string text;                        // Said when the catalogue holds nothing better
    bool about_procedures = false;           // Beside a procedure it is a question about that
    std::vector<std::string> say;
};
BOOST_DESCRIBE_STRUCT(Service, (), (topic, behavior, text, about_procedures, say))

// What the centre does not do.
struct Outside {
    std::string kind;                        // "court"
    Behavior behavior = Behavior::refuse;    // refuse, redirect, escalate, smalltalk
    std::optional<std::string> to;           // Who does it: "Toà án nhân dân khu vực"
    std::optional<std::string> text;         // Said instead of the sentence of the behavior
    std::vector<std::string> say;
};
BOOST_DESCRIBE_STRUCT(Outside, (), (kind, behavior, to, text, say))

// Messages that are answered in one way whatever else they hold: danger, commands to the assistant, other people's data.
struct Guard {
    std::string kind;                        // "emergency"
    Behavior behavior = Behavior::refuse;
    std::optional<std::string> to;
    std::optional<std::string> text;
    bool exact = false;                      // Only words typed with the very marks count
    std::vector<std::string> cues;           // Patterns
    std::vector<std::string> unless;         // Patterns; one that is found lets the message pass
};
BOOST_DESCRIBE_STRUCT(Guard, (), (kind, behavior, to, text, exact, cues, unless))

// Words that mean several procedures.
struct Ambiguity {
    std::string ask;                         // "Bác cần chứng thực bản sao hay chứng thực chữ ký ạ?"
    std::vector<std::string> procedures;
    std::vector<std::string> say;
};
BOOST_DESCRIBE_STRUCT(Ambiguity, (), (ask, procedures, say))

// A sentence of the assistant's own; no digits in it. `{name}` is replaced.
struct Reply {
    std::string code;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (code, text))

// What a commune says of itself. unit "" holds for every unit that does not say otherwise.
struct CommuneEntry {
    std::string unit;
    std::optional<std::string> hotline;
    std::optional<std::string> address;
    std::optional<std::string> email;
    std::string source;
    std::optional<Day> as_of;
};
BOOST_DESCRIBE_STRUCT(CommuneEntry, (), (unit, hotline, address, email, source, as_of))

// News, events, amenities, articles: texts that answer a question whole.
struct Article {
    std::string code;
    std::string unit;                        // "": the whole city
    std::string title;
    std::string text;
    std::string source;
    std::optional<Day> from;
    std::optional<Day> until;                // Inclusive; not shown afterwards
    std::vector<std::string> say;
    std::optional<std::string> topic = {};   // What it answers, "where"; else in general
};
BOOST_DESCRIBE_STRUCT(Article, (), (code, unit, title, text, source, from, until, say, topic))

// One part of a document of the digital library, such as an article of a decree, in words that say what it says.
struct LibraryPassage {
    std::string at;                          // "Điều 17 khoản 3"
    std::string name;                        // What it is about: "Thời hạn được tính từ lúc nào"
    std::string text;
    std::vector<std::string> say;
    std::optional<std::string> topic;        // As of an article
};
BOOST_DESCRIBE_STRUCT(LibraryPassage, (), (at, name, text, say, topic))

// A document of the digital library: each of its passages is an article that names the document and its place there.
struct LibraryDocument {
    std::string code;
    std::string unit;                        // "": the whole city
    std::string title;
    std::string source;
    std::optional<Day> from;
    std::optional<Day> until;                // Inclusive
    std::vector<LibraryPassage> passages;
};
BOOST_DESCRIBE_STRUCT(LibraryDocument, (), (code, unit, title, source, from, until, passages))

// A kind of paper that officers draft. {subject}, {unit}, {centre}, {day}, {place}, {procedure} are replaced.
struct DraftForm {
    std::string kind;                        // "official_letter", "report", "notice", "propaganda", "radio_bulletin"
    std::string name;                        // "Công văn"
    std::string symbol;                      // After "Số: …/": "BC-UBND"; "" for a text that is no document of the agency
    std::vector<std::string> opening;
    std::string about_procedure;
    std::string about_figures;
    std::vector<std::string> closing;
    std::vector<std::string> recipients;     // Nơi nhận
};
BOOST_DESCRIBE_STRUCT(DraftForm, (), (kind, name, symbol, opening, about_procedure, about_figures, closing, recipients))

struct VocabularyFile {
    std::vector<std::string> quiet;          // Words that tell little: "làm", "cho", "ạ"
    std::vector<std::string> abbreviations;  // "gks = giấy khai sinh": for the word as typed
    std::vector<std::string> dialect;        // "mô = đâu"
    std::vector<std::string> senses;         // Patterns: "@người mất = @1 chết"
    std::vector<std::string> synonyms;       // "bìa đỏ = sổ đỏ"
    std::vector<std::string> payouts;        // Words of procedures that pay out
    std::vector<std::string> paper_cues;     // Patterns of what the centre may have to do with
    std::vector<std::string> denials;        // Patterns: what their gap holds is not meant
    std::vector<std::string> connectors;     // Patterns of what joins two requests: "và", "rồi"
    std::vector<std::string> turns;          // Patterns: what stood before was how things are, the request comes now: "giờ", "muốn"
    std::vector<std::string> circumstances;  // Patterns: what follows is how things are: "sau khi", "chưa"
    std::vector<std::string> asides;         // Patterns of what is said of all requests: "cùng một lúc", "từng cái"
    std::vector<std::string> now;            // Patterns: from here on the request is told, before stands how things came to be
    std::vector<std::string> requests;       // Patterns: beside something outside a procedure is asked for only with one of them
    std::vector<std::string> past;           // Patterns of what has happened: before a comma it is why somebody asks
    std::vector<std::string> acts;           // Patterns of what is done to any paper: "chứng thực"
    std::vector<WordClass> classes;
    std::vector<Topic> topics;
    std::vector<ProcedureSayings> procedures;
    std::vector<Service> services;
    std::vector<Outside> outside;
    std::vector<Guard> guards;
    std::vector<Ambiguity> ambiguities;
    std::vector<Reply> replies;
    std::vector<CommuneEntry> communes;
    std::vector<Article> articles;           // Those of the library among them
    std::vector<LibraryDocument> library;
    std::vector<DraftForm> drafts;
};
BOOST_DESCRIBE_STRUCT(VocabularyFile, (), (quiet, abbreviations, dialect, senses, synonyms, payouts, paper_cues, denials, connectors, turns, circumstances, asides, now, requests, past, acts, classes, topics, procedures, services, outside,
    guards, ambiguities, replies, communes, articles, library, drafts))

struct FileFault {
    std::string file;
    toml::Fault fault;
};

// Every *.toml below <folder>/assistant of each folder. A folder without it adds nothing.
VocabularyFile load_vocabulary(const std::vector<std::string>& folders, std::vector<FileFault>& faults);

}  // namespace motcua::assistant
