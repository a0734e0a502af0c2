// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/gallery_files.h"
#include "core/generation/picture_likeness.h"
#include "core/generation/review_notes.h"
#include "tests/core/project/project_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtGui/QPainter>
#include <QtTest/QTest>

#include <random>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;
using sc::project::ChangeSet;

class TstGalleryIndex : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Session m_session;

    [[nodiscard]] ClipId clipId(size_t index) const { return m_session->timeline().clips[index].id; }
    [[nodiscard]] TakeId add(const ClipId &clip, int number, const QString &model = {})
    {
        const QString path = m_dir->filePath(QStringLiteral("p%1.png").arg(number));
        if (!numberedImage(number).save(path))
            return {};
        auto take = project::takeFromFile(m_session->takes().intakeOf(path));
        if (!take)
            return {};
        take->clip = clip;
        take->seed = number;
        take->modelName = model;
        project::NewTake made{*take, {}, false, false};
        made.recipe.prompt = QStringLiteral("a street");
        made.recipe.params = QStringLiteral("{\"seed\":%1,\"steps\":20}").arg(number);
        const auto ids = m_session->takes().add(QStringLiteral("Add"), {made});
        return ids ? ids->front() : TakeId();
    }
    [[nodiscard]] GalleryIndex index() const { return GalleryIndex::read(*m_session).value_or(GalleryIndex()); }
    static int countOf(const std::vector<GalleryChoice> &choices, const QString &value)
    {
        for (const GalleryChoice &choice : choices) {
            if (choice.value == value)
                return choice.count;
        }
        return -1;
    }
    // A drawing of its own for each seed; the same with another tint is still the same place.
    static QImage scene(unsigned seed, int tint = 0)
    {
        std::mt19937 random(seed);
        const auto roll = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
        QImage image(320, 180, QImage::Format_RGB32);
        const int hue = roll(0, 359);
        image.fill(QColor::fromHsl((hue + tint) % 360, 160, 60));
        QPainter painter(&image);
        for (int i = 0; i < 14; ++i) {
            painter.fillRect(QRect(roll(0, 300), roll(0, 160), roll(10, 120), roll(10, 90)),
                             QColor::fromHsl((hue + roll(0, 60) + tint) % 360, 200, roll(20, 220)));
        }
        return image;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto created = ProjectSession::create(m_dir->filePath(QStringLiteral("Gallery")), {});
        SC_VERIFY_OK(created);
        m_session = std::move(*created);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Fill"), filledTimeline(m_session->timeline(), 2, 2)));
    }
    void cleanup() { m_session.reset(); }

    void countsSayWhatAChoiceWouldLeave()
    {
        const TakeId a = add(clipId(0), 1, QStringLiteral("wan"));
        const TakeId b = add(clipId(0), 2, QStringLiteral("flux"));
        const TakeId c = add(clipId(2), 3, QStringLiteral("flux"));
        SC_VERIFY_OK(m_session->takes().judge({a, b}, timeline::TakeVerdict::Rejected));
        GalleryFilter filter;
        filter.scenes = {m_session->timeline().scenes[0].id};
        const GalleryIndex all = index();
        QCOMPARE(all.find(filter).size(), size_t(2));
        QCOMPARE(countOf(all.choices(GalleryFacet::Model, filter), QStringLiteral("flux")), 1);
        QCOMPARE(countOf(all.choices(GalleryFacet::Scene, filter), m_session->timeline().scenes[1].id.text()),
                 1); // its own list does not count
        QCOMPARE(countOf(all.choices(GalleryFacet::Mark, filter), QStringLiteral("rejected")), 2);
        filter.models = {QStringLiteral("wan")};
        QCOMPARE(all.find(filter).size(), size_t(1));
        filter.models.append(QStringLiteral("flux"));
        QCOMPARE(all.find(filter).size(), size_t(2));
        filter.marks = {GalleryMark::Approved};
        QVERIFY(all.find(filter).empty());
        QCOMPARE(countOf(all.choices(GalleryFacet::Mark, filter), QStringLiteral("approved")), 0); // stays to be taken away
        QCOMPARE(index().find({.only = QSet<TakeId>{c}}).size(), size_t(1));
    }

    void anIndexIsFollowedWithoutReadingAll()
    {
        const TakeId a = add(clipId(0), 1);
        const TakeId b = add(clipId(0), 2);
        GalleryIndex all = index();
        ChangeSet last;
        const auto following = connect(m_session.get(), &ProjectSession::changed, this, [&](const ChangeSet &change) { last = change; });
        SC_VERIFY_OK(m_session->takes().rate({b}, 3));
        all.update(*m_session, last);
        SC_VERIFY_OK(m_session->takes().choose(clipId(0), b));
        all.update(*m_session, last);
        QCOMPARE(all.items()[size_t(all.indexOf(b))].take.rating, 3);
        QVERIFY(all.items()[size_t(all.indexOf(b))].isChosen && !all.items()[size_t(all.indexOf(a))].isChosen);
        SC_VERIFY_OK(m_session->takes().remove({a}));
        all.update(*m_session, last);
        QCOMPARE(all.indexOf(a), -1);
        QCOMPARE(all.items().size(), size_t(1));
        QCOMPARE(all.items().front().takeNumber, 1);
        all.nameBatches({{b, QStringLiteral("Night")}});
        QCOMPARE(all.grouped(all.find({}), GalleryGrouping::Batch).front().title, QStringLiteral("Night"));
        SC_VERIFY_OK(m_session->undo());
        all.update(*m_session, last, {{a, QStringLiteral("Day")}});
        QCOMPARE(all.items()[size_t(all.indexOf(a))].batch, QStringLiteral("Day"));
        disconnect(following);
    }

    // Whatever is done: what followed is what reading all would find.
    void randomEditsLeaveTheIndexAsReadingItAnewWould()
    {
        std::mt19937 random(11);
        const auto roll = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
        GalleryIndex followed = index();
        ChangeSet seen;
        connect(m_session.get(), &ProjectSession::changed, this, [&](const ChangeSet &change) { seen = change; });
        int made = 0;
        for (int i = 0; i < 250; ++i) {
            seen = {};
            const auto &items = followed.items();
            const TakeId some = items.empty() ? TakeId() : items[size_t(roll(0, int(items.size()) - 1))].take.id;
            timeline::Timeline cut = m_session->timeline();
            timeline::Clip &clip = cut.clips[size_t(roll(0, int(cut.clips.size()) - 1))];
            project::TakeMarks marks;
            const int what = items.size() < 3 ? 0 : roll(0, 11);
            if (what <= 1) {
                QVERIFY(!add(roll(0, 3) == 0 ? ClipId() : clip.id, ++made).isEmpty());
            } else if (what == 2) {
                (void)m_session->takes().remove({some});
            } else if (what == 3) {
                (void)m_session->takes().move({some}, roll(0, 2) == 0 ? ClipId() : clip.id);
            } else if (what == 4) {
                clip.isLive = !clip.isLive;
                (void)m_session->apply(QStringLiteral("Live"), cut);
            } else if (what == 5) {
                clip.name = QStringLiteral("Name %1").arg(i);
                cut.scenes[size_t(roll(0, 1))].name = QStringLiteral("Scene %1").arg(i);
                (void)m_session->apply(QStringLiteral("Rename"), cut);
            } else if (what == 6 && cut.clips.size() > 2) {
                std::erase_if(cut.clips, [id = clip.id](const timeline::Clip &one) { return one.id == id; });
                (void)m_session->apply(QStringLiteral("Delete shot"), cut);
            } else if (what == 7) {
                std::swap(clip.start, cut.clips.front().start);
                std::ranges::sort(cut.clips, {}, &timeline::Clip::start);
                (void)m_session->apply(QStringLiteral("Move shot"), cut);
            } else if (what == 8) {
                (void)m_session->undo();
            } else if (what == 9) {
                (void)m_session->redo();
            } else {
                marks.rating = roll(0, 5);
                marks.verdict = timeline::TakeVerdict(roll(0, 2));
                marks.notes = QStringLiteral("note %1").arg(i);
                marks.addTags.append(QStringLiteral("tag%1").arg(roll(0, 3)));
                marks.choose = roll(0, 2) == 0;
                (void)m_session->takes().mark(QStringLiteral("Mark"), {some}, marks);
            }
            followed.update(*m_session, seen);
            const GalleryIndex anew = index();
            QVERIFY2(followed.items() == anew.items(), qPrintable(QStringLiteral("step %1, edit %2").arg(i).arg(what)));
            for (const GalleryItem &item : anew.items())
                QCOMPARE(followed.indexOf(item.take.id), anew.indexOf(item.take.id));
        }
        QVERIFY(made > 20);
        disconnect(m_session.get(), nullptr, this, nullptr);
    }

    void groupsAndOrdersHoldEveryTakeOnce()
    {
        for (int i = 0; i < 9; ++i) {
            const TakeId take = add(i % 3 == 0 ? ClipId() : clipId(size_t(i) % 4), i, i % 2 ? QStringLiteral("wan") : QString());
            SC_VERIFY_OK(
                m_session->takes().mark(QStringLiteral("m"), {take},
                                        {.rating = i % 6, .verdict = {}, .notes = {}, .addTags = {QStringLiteral("t")}, .removeTags = {}}));
        }
        const GalleryIndex all = index();
        for (int sort = 0; sort <= int(GallerySort::Seed); ++sort) {
            const std::vector<int> sorted = all.sorted(all.find({}), GallerySort(sort));
            QCOMPARE(QSet<int>(sorted.begin(), sorted.end()).size(), 9);
            for (int grouping = 0; grouping <= int(GalleryGrouping::Server); ++grouping) {
                QSet<int> met;
                for (const GalleryGroup &group : all.grouped(sorted, GalleryGrouping(grouping)))
                    met += QSet<int>(group.items.begin(), group.items.end());
                QCOMPARE(met.size(), 9);
            }
        }
        QCOMPARE(all.grouped(all.find({}), GalleryGrouping::Model).back().key, QString()); // what is not known comes last
    }

    void severalAreMarkedInOneStepAndChosenWithIt()
    {
        const TakeId a = add(clipId(0), 1);
        const TakeId b = add(clipId(0), 2);
        const TakeId c = add(clipId(1), 3);
        const QByteArray before = m_session->dumpTables().value_or(QByteArray());
        project::TakeMarks marks;
        marks.verdict = timeline::TakeVerdict::Approved;
        marks.addTags = {QStringLiteral("rain"), QStringLiteral("Rain")};
        marks.choose = true;
        SC_VERIFY_OK(m_session->takes().mark(QStringLiteral("Approve"), {b, c}, marks));
        QCOMPARE(m_session->takes().find(b)->tags, QStringList{QStringLiteral("rain")});
        QCOMPARE(m_session->timeline().clips[0].selectedImage, b);
        QVERIFY(m_session->takes().find(a)->verdict == timeline::TakeVerdict::None);
        SC_COMPARE_PROBLEM(m_session->takes().mark(QStringLiteral("Approve"), {b, c}, marks), ProblemCode::NothingToUpdate);
        SC_VERIFY_OK(m_session->undo());
        QCOMPARE(m_session->dumpTables().value_or(QByteArray()), before);
        marks.rating = 6;
        SC_COMPARE_PROBLEM(m_session->takes().mark(QStringLiteral("Approve"), {b}, marks), ProblemCode::ValidationError);
        marks.rating.reset();
        marks.notes = QString(5001, u'n');
        SC_COMPARE_PROBLEM(m_session->takes().mark(QStringLiteral("Approve"), {b}, marks), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(m_session->takes().mark(QStringLiteral("Approve"), {TakeId::create()}, {}), ProblemCode::ResourceNotFound);
    }

    void randomMarksAndMovesAreUndoneToTheByte()
    {
        std::vector<TakeId> takes;
        for (int i = 0; i < 6; ++i)
            takes.push_back(add(i < 2 ? ClipId() : clipId(size_t(i) % 4), i));
        const QByteArray before = m_session->dumpTables().value_or(QByteArray());
        std::mt19937 random(3);
        const auto roll = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
        int done = 0;
        for (int i = 0; i < 120; ++i) {
            std::vector<TakeId> some;
            for (int n = roll(1, 4); n > 0; --n)
                some.push_back(takes[size_t(roll(0, 5))]);
            project::TakeMarks marks;
            if (roll(0, 1))
                marks.rating = roll(0, 5);
            if (roll(0, 2) == 0)
                marks.verdict = timeline::TakeVerdict(roll(0, 2));
            if (roll(0, 1))
                (roll(0, 1) ? marks.addTags : marks.removeTags).append(QStringLiteral("tag%1").arg(roll(0, 3)));
            marks.choose = roll(0, 3) == 0;
            const Result<> result = roll(0, 3) == 0 ? m_session->takes().move(some, roll(0, 3) == 0 ? ClipId() : clipId(size_t(roll(0, 3))))
                                                    : m_session->takes().mark(QStringLiteral("Mark"), some, marks);
            if (result)
                ++done;
            else
                QVERIFY2(result.error().code() == ProblemCode::NothingToUpdate, qPrintable(result.error().toLogLine()));
            for (const timeline::Clip &clip : m_session->timeline().clips) {
                const timeline::Take *shown = m_session->takes().find(clip.selectedImage);
                QVERIFY(!shown || timeline::hasTake(clip, *shown)); // a clip shows its own takes only
            }
        }
        QVERIFY(done > 40);
        for (int i = 0; i < done; ++i)
            SC_VERIFY_OK(m_session->undo());
        QCOMPARE(m_session->dumpTables().value_or(QByteArray()), before);
    }

    void whatLooksAlikeIsNearAndTheRestIsFar()
    {
        int ordered = 0;
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const PictureLikeness one = likenessOf(scene(seed));
            QCOMPARE(likenessDistance(one, one), 0.0);
            const double smaller =
                likenessDistance(one, likenessOf(scene(seed).scaled(200, 112, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)));
            const double tinted = likenessDistance(one, likenessOf(scene(seed, 12)));
            const double other = likenessDistance(one, likenessOf(scene(seed + 100)));
            QVERIFY2(smaller < 0.1, qPrintable(QString::number(smaller)));
            QVERIFY(other <= 1);
            ordered += smaller < other && tinted < other && smaller < kAlike ? 1 : 0;
        }
        QVERIFY2(ordered >= 19, qPrintable(QString::number(ordered)));
        QVERIFY(likenessDistance(likenessOf(QImage()), likenessOf(scene(1))) <= 1);
        SC_COMPARE_PROBLEM(measureLikeness({{}, {}, {}, m_dir->filePath(QStringLiteral("gone.png")), false, {}}),
                           ProblemCode::MediaMissing);
    }

    void equalMakingIsFoundWhateverTheSeed()
    {
        const TakeId a = add(clipId(0), 1);
        const TakeId b = add(clipId(1), 2);
        const TakeId other = add(clipId(1), 3, QStringLiteral("flux"));
        const auto same = takesOfSameMaking(*m_session, a);
        SC_VERIFY_OK(same);
        QCOMPARE(*same, (QSet<TakeId>{a, b}));
        QCOMPARE(takesOfSameMaking(*m_session, other)->size(), 1);
        SC_COMPARE_PROBLEM(takesOfSameMaking(*m_session, TakeId::create()), ProblemCode::ResourceNotFound);
    }

    void notesAreSafeInATableAndKeepTheirLines()
    {
        const TakeId a = add(clipId(0), 1);
        SC_VERIFY_OK(m_session->takes().setNotes(a, QStringLiteral("=1+1\n# no heading\nline, \"quoted\"")));
        const auto items = galleryOf(*m_session);
        SC_VERIFY_OK(items);
        const QString text = QString::fromUtf8(reviewNotes(m_session->timeline(), *items, NotesFormat::Markdown));
        QVERIFY(text.contains(QStringLiteral("  > # no heading\n")));
        const QString table = QString::fromUtf8(reviewNotes(m_session->timeline(), *items, NotesFormat::Csv));
        QVERIFY(table.contains(QStringLiteral("\"'=1+1"))); // no formula
        QVERIFY(table.contains(QStringLiteral("\"\"quoted\"\"")));
        SC_COMPARE_PROBLEM(writeReviewNotes(m_dir->filePath(QStringLiteral("none/n.md")), m_session->timeline(), *items),
                           ProblemCode::PermissionDenied);
        SC_COMPARE_PROBLEM(writeReviewNotes(m_dir->filePath(QStringLiteral("n.md")), m_session->timeline(), {}),
                           ProblemCode::NothingToUpdate);
    }
};

SC_TEST(TstGalleryIndex)
#include "tst_gallery_index.moc"
