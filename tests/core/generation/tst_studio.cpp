// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/generation/cast_fixture.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

class TestStudio : public QObject
{
    Q_OBJECT

    std::unique_ptr<CastWorld> m_world;

    [[nodiscard]] Studio studio() const { return m_world->studio(); }
    [[nodiscard]] Character only() const { return studio().characters().value().front(); }

private Q_SLOTS:
    void init() { m_world = std::make_unique<CastWorld>(); }
    void cleanup() { m_world.reset(); }

    void aCharacterComesBackWholeAndUndoTakesItAway()
    {
        Character rhea = m_world->ready(s("Rhea"));
        rhea.styleNotes = s("matte coat");
        rhea.loras = {{s("rhea_v3"), 0.8, 0.5}};
        rhea.method = CharacterMethod::Lora;
        rhea.fixedSeed = 418'220'917;
        rhea.looks = {{s("Long coat"), s("black coat"), rhea.references, {{s("coat"), 1, {}}}}, {s("Rain"), s("wet hair"), {}, {}}};
        rhea.colour = 3;
        rhea.face = rhea.references.front().media;
        const QByteArray before = m_world->session->dumpTables().value();
        QSignalSpy changed(m_world->session.get(), &ProjectSession::changed);
        const auto id = studio().save(rhea);
        SC_VERIFY_OK(id);
        QCOMPARE(changed.count(), 1);
        QVERIFY(changed.front().front().value<project::ChangeSet>().items);
        Character read = only();
        read.updatedAt.clear();
        rhea.id = *id;
        QVERIFY(read == rhea);
        const QByteArray after = m_world->session->dumpTables().value();
        SC_VERIFY_OK(m_world->session->undo());
        QCOMPARE(m_world->session->dumpTables().value(), before);
        QVERIFY(studio().characters()->empty());
        SC_VERIFY_OK(m_world->session->redo());
        QCOMPARE(m_world->session->dumpTables().value(), after);
        // And across opening.
        const QString bundle = m_world->session->bundle();
        m_world->session.reset();
        m_world->session = std::move(*ProjectSession::open(bundle));
        QCOMPARE(only().looks.size(), 2U);
    }

    void badFieldsAreNamedAndNothingIsSaved()
    {
        const auto refused = [&](const std::function<void(Character &)> &spoil) {
            Character character = m_world->ready(s("Rhea"));
            spoil(character);
            const auto saved = studio().save(character);
            return saved ? s("saved") : problemCodeName(saved.error().code());
        };
        QCOMPARE(refused([](Character &c) { c.name = s("  "); }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.name = QString(201, u'x'); }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.description = QString(2001, u'x'); }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.triggerWords = {QString(300, u'x'), QString(300, u'y')}; }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.ipAdapterWeight = 2.1; }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.instantIdStrength = std::numeric_limits<double>::quiet_NaN(); }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.fixedSeed = -4; }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.references.resize(51); }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.loras = {{s("x"), 5, {}}}; }), s("VALIDATION_ERROR"));
        QCOMPARE(refused([](Character &c) { c.looks = {{s("A"), {}, {}, {}}, {s("a"), {}, {}, {}}}; }), s("DUPLICATE_RESOURCE"));
        QVERIFY(studio().characters()->empty());
    }

    void aTakenNameSuggestsANumber()
    {
        SC_VERIFY_OK(studio().save(m_world->ready(s("Rhea"))));
        const auto twice = studio().save(m_world->ready(s("RHEA")));
        SC_COMPARE_PROBLEM(twice, ProblemCode::DuplicateResource);
        QVERIFY2(twice.error().detail().contains(s("RHEA 2")), qPrintable(twice.error().detail()));
        // Another scope is another place.
        Character shared;
        shared.scope = Scope::Shared;
        shared.name = s("Rhea");
        shared.method = CharacterMethod::PromptOnly;
        SC_VERIFY_OK(studio().save(shared));
        QCOMPARE(studio().characters()->size(), 2U);
        SC_COMPARE_PROBLEM(studio().save(only()), ProblemCode::NothingToUpdate);
    }

    void picturesAreKeptOnceByContent()
    {
        const QString file = m_world->picture(5);
        const auto first = studio().takePicture(file, Scope::Project);
        SC_VERIFY_OK(first);
        const QString copy = m_world->dir.filePath(s("other name.png"));
        QVERIFY(QFile::copy(file, copy));
        const auto second = studio().takePicture(copy, Scope::Project);
        QVERIFY(*first == *second);
        QVERIFY(first->path.startsWith(s("media/characters/")));
        QVERIFY(first->path.contains(first->hash.left(32)));
        QCOMPARE(hashOfFile(studio().absolutePath(*first)), first->hash);
        QCOMPARE(QDir(m_world->session->bundle() + s("/media/characters")).entryList(QDir::Files).size(), 1);
        const auto shared = studio().takePicture(file, Scope::Shared);
        SC_VERIFY_OK(shared);
        QVERIFY(QDir::isAbsolutePath(shared->path));
        QCOMPARE(shared->hash, first->hash);
    }

    void unreadablePicturesAreRefusedWithTheReason()
    {
        const QString text = m_world->dir.filePath(s("notes.png"));
        QVERIFY(writeBytes(text, "just words"));
        SC_COMPARE_PROBLEM(checkReferencePicture(text), ProblemCode::InvalidFileType);
        const QString cut = m_world->dir.filePath(s("cut.png"));
        QVERIFY(writeBytes(cut, bytesOf(m_world->picture(3)).left(60)));
        SC_COMPARE_PROBLEM(checkReferencePicture(cut), ProblemCode::FileDamaged);
        SC_COMPARE_PROBLEM(checkReferencePicture(m_world->dir.filePath(s("gone.png"))), ProblemCode::MediaMissing);
        const QString large = m_world->dir.filePath(s("large.png"));
        QVERIFY(writeBytes(large, bytesOf(m_world->picture(3)) + QByteArray(int(kMaxPictureBytes), 'x')));
        const auto refused = checkReferencePicture(large);
        SC_COMPARE_PROBLEM(refused, ProblemCode::FileTooLarge);
        QCOMPARE(refused.error().actions().front().id, s("import.anyway"));
        SC_VERIFY_OK(checkReferencePicture(large, true));
        SC_VERIFY_OK(checkReferencePicture(m_world->picture(3)));
    }

    void everyMethodSaysWhatItNeeds()
    {
        Character bare;
        bare.name = s("Bare");
        const auto needs = [&](CharacterMethod method) {
            const auto missing = missingNeeds(bare, method);
            return missing.empty() ? QString() : missing.front().key;
        };
        QCOMPARE(needs(CharacterMethod::IpAdapter), s("reference"));
        QCOMPARE(needs(CharacterMethod::ReActor), s("face"));
        QCOMPARE(needs(CharacterMethod::InstantId), s("face"));
        QCOMPARE(needs(CharacterMethod::Lora), s("lora"));
        QCOMPARE(needs(CharacterMethod::PromptOnly), QString());
        QVERIFY(unready(bare)->detail().contains(s("another method")));
        bare.face.path = s("media/face.png");
        QCOMPARE(needs(CharacterMethod::InstantId), QString());
        bare.looks = {{s("Rain"), {}, {{bare.face, 1}}, {{s("l"), 1, {}}}}};
        QCOMPARE(needs(CharacterMethod::IpAdapter), QString());
        QCOMPARE(needs(CharacterMethod::Lora), QString());
        QVERIFY(!unready(bare));
    }

    void deletingAUsedOneListsTheShotsAndKeepsTakes()
    {
        const CharacterId id = studio().save(m_world->ready(s("Rhea"))).value();
        (void)m_world->takeFor(0, 9);
        SC_VERIFY_OK(studio().cast({m_world->id(0), m_world->id(2)}, {id, s("lead"), 1, {}}));
        QCOMPARE(clipsWith(m_world->session->timeline(), id).size(), 2U);
        const auto refused = studio().remove(only(), false);
        SC_COMPARE_PROBLEM(refused, ProblemCode::Conflict);
        QVERIFY(refused.error().detail().contains(m_world->clip(2).name));
        const QByteArray before = m_world->session->dumpTables().value();
        SC_VERIFY_OK(studio().remove(only(), true));
        QVERIFY(studio().characters()->empty());
        QVERIFY(clipsWith(m_world->session->timeline(), id).empty());
        QCOMPARE(m_world->session->takes().countOf(m_world->id(0)), 1);
        SC_VERIFY_OK(m_world->session->undo());
        QCOMPARE(m_world->session->dumpTables().value(), before);
        QCOMPARE(clipsWith(m_world->session->timeline(), id).size(), 2U);
    }

    void applyingNeverTouchesTheShotsOwnWords()
    {
        const CharacterId id = studio().save(m_world->ready(s("Rhea"))).value();
        SC_VERIFY_OK(studio().cast({m_world->id(0)}, {id, {}, 0.5, {}}));
        QCOMPARE(m_world->clip(0).imagePrompt, s("a street"));
        SC_VERIFY_OK(studio().cast({m_world->id(0)}, {id, s("lead"), 1, {}}));
        QCOMPARE(m_world->clip(0).generation.characters.size(), 1U);
        QCOMPARE(m_world->clip(0).generation.characters.front().role, s("lead"));
        SC_VERIFY_OK(studio().takeOut({m_world->id(0)}, id));
        QVERIFY(m_world->clip(0).generation.characters.empty());
        SC_COMPARE_PROBLEM(studio().cast({m_world->id(0)}, {CharacterId(s("nobody")), {}, 1, {}}), ProblemCode::ResourceNotFound);
        Character second = m_world->ready(s("Coupe"));
        const CharacterId other = studio().save(second).value();
        SC_VERIFY_OK(studio().castInTurn({m_world->id(0), m_world->id(1), m_world->id(2)}, {id, other}));
        QCOMPARE(m_world->clip(1).generation.characters.front().character, other);
        QCOMPARE(m_world->clip(2).generation.characters.front().character, id);
        SC_VERIFY_OK(m_world->session->apply(s("Lock"),
                                             timeline::setLocked(m_world->session->timeline(), {.scenes = {}, .clips = {m_world->id(0)}})));
        SC_COMPARE_PROBLEM(studio().cast({m_world->id(0)}, {other, {}, 1, {}}), ProblemCode::Conflict);
    }

    void movedToSharedItStaysInItsShots()
    {
        const CharacterId id = studio().save(m_world->ready(s("Rhea"))).value();
        SC_VERIFY_OK(studio().cast({m_world->id(0)}, {id, {}, 1, {}}));
        SC_VERIFY_OK(studio().moveToShared(only()));
        QCOMPARE(only().scope, Scope::Shared);
        QCOMPARE(only().id, id);
        QVERIFY(QFileInfo::exists(only().references.front().media.path));
        SC_VERIFY_OK(requestFor(studio(), m_world->id(0)));
        SC_COMPARE_PROBLEM(studio().moveToShared(only()), ProblemCode::NothingToUpdate);
        // A shared one of the same name is in the way.
        SC_VERIFY_OK(studio().save(m_world->ready(s("rhea"))));
        SC_COMPARE_PROBLEM(studio().moveToShared(only()), ProblemCode::DuplicateResource);
        // Another project's copy of its own.
        const Character shared = studio().characters()->back();
        const auto copy = studio().duplicate(shared, Scope::Project);
        SC_VERIFY_OK(copy);
        QCOMPARE(studio().character(*copy)->name, s("Rhea 2"));
        QVERIFY(studio().character(*copy)->references.front().media.path.startsWith(s("media/characters/")));
    }

    void templatesCountUsesAndKeepTheirHistory()
    {
        StyleTemplate noir;
        noir.name = s("Noir");
        noir.prefix = s("35 mm");
        const StyleTemplateId id = studio().save(noir).value();
        SC_VERIFY_OK(studio().apply({m_world->id(0)}, studio().style(id).value(), ApplyMode::Fill));
        QCOMPARE(studio().style(id)->useCount, 1);
        SC_VERIFY_OK(m_world->session->undo());
        QCOMPARE(studio().style(id)->useCount, 1); // never lowered
        StyleTemplate changed = studio().style(id).value();
        changed.prefix = s("16 mm");
        SC_VERIFY_OK(studio().save(changed));
        QCOMPARE(studio().style(id)->version, 2);
        const auto versions = studio().versionsOf(Scope::Project, id.text());
        SC_VERIFY_OK(versions);
        QCOMPARE(versions->size(), 1U);
        QCOMPARE(versions->front().content[u"prefix"].toString(), s("35 mm"));
        SC_VERIFY_OK(m_world->session->undo());
        QCOMPARE(studio().style(id)->prefix, s("35 mm"));
        QVERIFY(studio().versionsOf(Scope::Project, id.text())->empty());
    }

    void aTemplateWithBadValuesIsNotSaved()
    {
        const auto refused = [&](const std::function<void(StyleTemplate &)> &spoil) {
            StyleTemplate style;
            style.name = s("Noir");
            spoil(style);
            const auto saved = studio().save(style);
            return saved ? s("saved") : problemCodeName(saved.error().code()) + u' ' + saved.error().text();
        };
        QVERIFY(refused([](StyleTemplate &t) { t.params.insert(s("stepz"), 4); }).startsWith(s("INVALID_PARAMETER")));
        QVERIFY(refused([](StyleTemplate &t) { t.params.insert(s("stepz"), 4); }).contains(s("stepz")));
        QVERIFY(refused([](StyleTemplate &t) { t.params.insert(s("cfg"), 34); }).contains(s("cfg")));
        QVERIFY(refused([](StyleTemplate &t) { t.prefix = QString(2001, u'x'); }).startsWith(s("VALIDATION_ERROR")));
        QVERIFY(refused([](StyleTemplate &t) { t.family = s("nope"); }).startsWith(s("RESOURCE_NOT_FOUND")));
        QVERIFY(studio().styles()->empty());
    }

    void applyingShowsTheDifferenceAndMerges()
    {
        StyleTemplate noir;
        noir.name = s("Noir");
        noir.prefix = s("35 mm");
        noir.negative = s("text");
        noir.params = {{s("steps"), 20}};
        noir.loras = {{s("rain"), 0.8, {}}};
        noir.id = studio().save(noir).value();
        timeline::ClipGeneration own;
        own.params = {{s("steps"), 8}, {s("cfg"), 5}, {s("loras"), QJsonArray{QJsonObject{{s("name"), s("rain")}, {s("weight"), 0.6}}}}};
        SC_VERIFY_OK(m_world->made(0, own));
        SC_VERIFY_OK(m_world->session->apply(s("Lock"),
                                             timeline::setLocked(m_world->session->timeline(), {.scenes = {}, .clips = {m_world->id(2)}})));
        const std::vector<ClipId> all = {m_world->id(0), m_world->id(1), m_world->id(2)};
        const auto row = [&](ApplyMode mode, const char *key) {
            const TemplatePreview preview = studio().preview(all, noir, mode).value();
            const auto found = std::ranges::find(preview.rows, s(key), &TemplateRow::key);
            return found == preview.rows.end() ? s("none") : s("%1>%2>%3").arg(found->now, found->after).arg(found->differs);
        };
        QCOMPARE(row(ApplyMode::Fill, "prefix"), s(">35 mm>1"));
        QCOMPARE(row(ApplyMode::Fill, "steps"), s("mixed>mixed>1"));
        QCOMPARE(row(ApplyMode::Replace, "steps"), s("mixed>20>1"));
        QCOMPARE(row(ApplyMode::Replace, "cfg"), s("mixed>mixed>0"));
        QCOMPARE(row(ApplyMode::Fill, "lora:rain"), s("mixed>0.8>1")); // the template's weight wins
        const TemplatePreview preview = studio().preview(all, noir, ApplyMode::Fill).value();
        QCOMPARE(preview.locked.size(), 1U);
        QCOMPARE(preview.changes, 2);
        SC_VERIFY_OK(studio().apply(all, noir, ApplyMode::Fill));
        QCOMPARE(m_world->clip(0).generation.params[u"steps"].toInt(), 8);
        QVERIFY(!m_world->clip(0).generation.params.contains(u"loras"));
        QVERIFY(m_world->clip(2).generation.styleTemplate.isEmpty());
        SC_COMPARE_PROBLEM(studio().apply(all, noir, ApplyMode::Fill), ProblemCode::NothingToUpdate);
        SC_VERIFY_OK(studio().apply(all, noir, ApplyMode::Replace));
        QVERIFY(!m_world->clip(0).generation.params.contains(u"steps"));
        QCOMPARE(m_world->clip(0).generation.params[u"cfg"].toInt(), 5);
        SC_COMPARE_PROBLEM(studio().apply({m_world->id(2)}, noir, ApplyMode::Fill), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(studio().remove(noir, false), ProblemCode::Conflict);
        SC_VERIFY_OK(studio().remove(noir, true));
        QVERIFY(m_world->clip(0).generation.styleTemplate.isEmpty());
    }

    void promptTemplatesFillShotsInOneStep()
    {
        PromptTemplate prompt;
        prompt.name = s("Street");
        prompt.imagePrompt = s("{clip} at {nowhere}");
        prompt.id = studio().save(prompt).value();
        const auto preview = studio().preview({m_world->id(0), m_world->id(1)}, prompt);
        SC_VERIFY_OK(preview);
        QCOMPARE(preview->front().imagePrompt, s("Clip 1 at {nowhere}"));
        QCOMPARE(preview->front().unknown.front().name, s("nowhere"));
        const auto steps = m_world->session->history().size();
        SC_VERIFY_OK(studio().apply({m_world->id(0), m_world->id(1)}, prompt, ApplyMode::Replace));
        QCOMPARE(m_world->session->history().size(), steps + 1);
        QCOMPARE(m_world->clip(1).imagePrompt, s("Clip 2 at {nowhere}"));
        QCOMPARE(m_world->clip(1).videoPrompt, QString());
        SC_COMPARE_PROBLEM(studio().apply({m_world->id(0)}, prompt, ApplyMode::Fill), ProblemCode::NothingToUpdate);
    }
};

SC_TEST(TestStudio)
#include "tst_studio.moc"
