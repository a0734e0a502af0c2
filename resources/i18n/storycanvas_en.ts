<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>sc::interchange</name>
        <message numerus="yes">
            <source>Transitions of %n clips were written as plain cuts.</source>
            <translation>
                <numerusform>The transition of %n clip was written as a plain cut.</numerusform>
                <numerusform>Transitions of %n clips were written as plain cuts.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::timeline</name>
        <message numerus="yes">
            <source>Sound; %n cuts are off the beat.</source>
            <translation>
                <numerusform>Sound; %n cut is off the beat.</numerusform>
                <numerusform>Sound; %n cuts are off the beat.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui</name>
        <message numerus="yes">
            <source>Move %n shots</source>
            <translation>
                <numerusform>Move %n shot</numerusform>
                <numerusform>Move %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n beats</source>
            <translation>
                <numerusform>%n beat</numerusform>
                <numerusform>%n beats</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::AnalysisScreen</name>
        <message numerus="yes">
            <source>%n regions, detected</source>
            <translation>
                <numerusform>%n region, detected</numerusform>
                <numerusform>%n regions, detected</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::DuplicatesPage</name>
        <message numerus="yes">
            <source>%n copies</source>
            <translation>
                <numerusform>%n copy</numerusform>
                <numerusform>%n copies</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ExportProblems</name>
        <message numerus="yes">
            <source> and %n more</source>
            <translation>
                <numerusform> and %n more</numerusform>
                <numerusform> and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cut(s) off the beat</source>
            <translation>
                <numerusform>%n cut off the beat</numerusform>
                <numerusform>%n cuts off the beat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A gap of %n frame(s)</source>
            <translation>
                <numerusform>A gap of %n frame</numerusform>
                <numerusform>A gap of %n frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n gap(s) stay black</source>
            <translation>
                <numerusform>%n gap stays black</numerusform>
                <numerusform>%n gaps stay black</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ExportScreen</name>
        <message numerus="yes">
            <source>Project %1, %n shot(s)</source>
            <translation>
                <numerusform>Project %1, %n shot</numerusform>
                <numerusform>Project %1, %n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::Histogram</name>
        <message numerus="yes">
            <source>%1: %n song(s)</source>
            <translation>
                <numerusform>%1: %n song</numerusform>
                <numerusform>%1: %n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ImportStrip</name>
        <message numerus="yes">
            <source>%n song(s) imported</source>
            <translation>
                <numerusform>%n song imported</numerusform>
                <numerusform>%n songs imported</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::InspectorPanel</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shots, %1 to %2, %3</source>
            <translation>
                <numerusform>%n shot, %1 to %2, %3</numerusform>
                <numerusform>%n shots, %1 to %2, %3</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::KeyWheel</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LargeFiles</name>
        <message numerus="yes">
            <source>%n file(s) over %1</source>
            <translation>
                <numerusform>%n file over %1</numerusform>
                <numerusform>%n files over %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LibraryCommands</name>
        <message numerus="yes">
            <source>%n song(s) rated</source>
            <translation>
                <numerusform>%n song rated</numerusform>
                <numerusform>%n songs rated</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) left the library</source>
            <translation>
                <numerusform>%n song left the library</numerusform>
                <numerusform>%n songs left the library</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags written into %n file(s)</source>
            <translation>
                <numerusform>Tags written into %n file</numerusform>
                <numerusform>Tags written into %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) put into “%1”</source>
            <translation>
                <numerusform>%n song put into “%1”</numerusform>
                <numerusform>%n songs put into “%1”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) taken out of “%1”</source>
            <translation>
                <numerusform>%n song taken out of “%1”</numerusform>
                <numerusform>%n songs taken out of “%1”</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LibraryScreen</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LikenessMap</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MainWindow</name>
        <message numerus="yes">
            <source>Drop to import %n file(s)</source>
            <translation>
                <numerusform>Drop to import %n file</numerusform>
                <numerusform>Drop to import %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MissingBar</name>
        <message numerus="yes">
            <source>%n song(s) whose file is gone. They keep everything that is known of them.</source>
            <translation>
                <numerusform>%n song whose file is gone. It keeps everything that is known of it.</numerusform>
                <numerusform>%n songs whose files are gone. They keep everything that is known of them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::PreviewPanel</name>
        <message numerus="yes">
            <source>Used in %n project(s)</source>
            <translation>
                <numerusform>Used in %n project</numerusform>
                <numerusform>Used in %n projects</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::QueryWords</name>
        <message numerus="yes">
            <source>%n star(s) or more</source>
            <translation>
                <numerusform>%n star or more</numerusform>
                <numerusform>%n stars or more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::RefusedFiles</name>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::Relocation</name>
        <message numerus="yes">
            <source>%n song(s) found again</source>
            <translation>
                <numerusform>%n song found again</numerusform>
                <numerusform>%n songs found again</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::SidePanel</name>
        <message numerus="yes">
            <source>All %n cuts sit on a beat</source>
            <translation>
                <numerusform>The one cut sits on a beat</numerusform>
                <numerusform>All %n cuts sit on a beat</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::StarsField</name>
        <message numerus="yes">
            <source>Rating: %n star(s)</source>
            <translation>
                <numerusform>Rating: %n star</numerusform>
                <numerusform>Rating: %n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::StudioController</name>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) in the library</source>
            <translation>
                <numerusform>%n song in the library</numerusform>
                <numerusform>%n songs in the library</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TagEditor</name>
        <message numerus="yes">
            <source>Edit %n song(s)</source>
            <translation>
                <numerusform>Edit %n song</numerusform>
                <numerusform>Edit %n songs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags written into %n file(s)</source>
            <translation>
                <numerusform>Tags written into %n file</numerusform>
                <numerusform>Tags written into %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TimelineSurface</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TimelineToolbar</name>
        <message numerus="yes">
            <source>%n cuts off beat</source>
            <translation>
                <numerusform>%n cut off beat</numerusform>
                <numerusform>%n cuts off beat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TrackFilter</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TrackModel</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::edit</name>
        <message numerus="yes">
            <source>Delete %n shots</source>
            <translation>
                <numerusform>Delete %n shot</numerusform>
                <numerusform>Delete %n shots</numerusform>
            </translation>
        </message>
    </context>
</TS>
